import { DealPricing } from './DealPricing.tsx';

/** 定价与公示 stands only inside a deal. */
export function PricingRoom({ dealId }: { dealId?: string }) {
  return dealId === undefined ? null : <DealPricing dealId={dealId} />;
}

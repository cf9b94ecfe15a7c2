import { DealSigning } from './DealSigning.tsx';

/** 签署 stands only inside a deal. */
export function SigningRoom({ dealId }: { dealId?: string }) {
  return dealId === undefined ? null : <DealSigning dealId={dealId} />;
}

/** Codes of a deal's line as words, where its registration stands, and what the lines add up to. */
import type { TFunction } from 'i18next';
import { ledgerParts, ledgerTotal, type LedgerLine, type LedgerSum } from '../../../shared/domain/ledger-lines.ts';
import type { Units } from '../../session/settings.ts';
import { codeName, type CodeList } from '../../ui/codes.ts';
import { moneyFigure } from '../../ui/Money.tsx';

/** Imported lines say what their file said. */
export const lineWords =
  (t: TFunction, areas: CodeList | null, techFields: CodeList | null) =>
  (l: LedgerLine): LedgerLine =>
    l.origin === 'import'
      ? l
      : {
          ...l,
          partnerRegion: codeName(areas, l.partnerRegion),
          partnerKind: l.partnerKind === '' ? '' : t(`parties:kind.${l.partnerKind}`, { defaultValue: l.partnerKind }),
          techField: codeName(techFields, l.techField),
          contractType: l.contractType === '' ? '' : t(`contractType.${l.contractType}`, { defaultValue: l.contractType }),
        };

/** Nothing for what was never filed, and for an imported line: its file does not say. */
export const stateWords = (t: TFunction, { registerState, givenBack }: LedgerLine): string =>
  registerState === undefined ? '' : t(givenBack ? 'portal:org.givenBack' : `registration:state.${registerState}`);

/**
 * The sum of all lines; where something is or was registered also what stands registered now, and apart from it what was cancelled
 * or revoked. `unread`: how many amounts are in no sum; empty for none.
 */
export function totalWords(t: TFunction, lines: readonly LedgerLine[], units: Units): { sums: string[]; unread: string } {
  const { registered, cancelled, revoked } = ledgerParts(lines);
  const ended = [
    { state: 'cancelled', sum: cancelled },
    { state: 'revoked', sum: revoked },
  ].filter(({ sum }) => sum.count > 0);
  const all = ledgerTotal(lines);
  const said = ({ count, yuan }: LedgerSum): { amount: string; count: number } => ({ amount: moneyFigure(yuan, units), count });
  return {
    sums: [
      t('total', { amount: moneyFigure(all.yuan, units), unit: t(`unit.${units}`) }),
      ...(registered.count + ended.length > 0 ? [t(ended.length > 0 ? 'registeredOnly' : 'registered', said(registered))] : []),
      ...ended.map(({ state, sum }) => t('ended', { state: t(`registration:state.${state}`), ...said(sum) })),
    ],
    unread: all.unread > 0 ? t('unread', { count: all.unread }) : '',
  };
}

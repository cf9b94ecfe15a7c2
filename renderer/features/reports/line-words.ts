/** Codes of a deal's line as words; imported lines say what their file said. */
import type { TFunction } from 'i18next';
import type { LedgerLine } from '../../../shared/domain/ledger-lines.ts';
import { codeName, type CodeList } from '../../ui/codes.ts';

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

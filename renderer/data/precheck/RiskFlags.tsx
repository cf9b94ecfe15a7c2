import { useTranslation } from 'react-i18next';
import { signedContract, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { Panel } from '../../ui/Panel.tsx';
import { FlagList } from './FlagList.tsx';
import { useFlags } from './use-flags.ts';

type Props = { file: DealFile; filing: Filing; form: Readonly<Record<string, string>>; rules: RuleBook; everyday: readonly string[] };

/** What an examiner would ask about this filing; nothing waits for it. */
export function RiskFlags({ file, filing, form, rules, everyday }: Props) {
  const { t } = useTranslation('precheck');
  const flags = useFlags({ file, contract: signedContract(file), filing, form, rules, everyday });
  return flags && flags.length > 0 ? (
    <Panel title={t('flags.title')}>
      <FlagList flags={flags} dealId={file.deal.id} />
    </Panel>
  ) : null;
}

/** Risk flags of a deal's contract, with what the rest of the workspace says of it; undefined until they are known. */
import { useEffect, useState } from 'react';
import type { Contract } from '../../../shared/domain/contract.ts';
import { latestWorksheet, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { Flag } from '../../../shared/domain/precheck/flag.ts';
import { flagsOf } from '../../../shared/domain/precheck/flags.ts';
import { flaggedOfDeal, valuedRange } from '../../../shared/domain/precheck/of-deal.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { otherContracts, otherFilings, otherTexts } from '../queries/precheck.ts';
import { reportError } from '../report.ts';
import { useMethods } from '../use-methods.ts';
import { likeTexts } from './like-texts.ts';

type About = {
  file: DealFile;
  contract: Contract | undefined;
  filing?: Filing | undefined;
  form: Readonly<Record<string, string>>;
  rules: RuleBook;
  everyday: readonly string[];
};

export function useFlags({ file, contract, filing, form, rules, everyday }: About): Flag[] | undefined {
  const [flags, setFlags] = useState<Flag[]>();
  const methods = useMethods(latestWorksheet(file) !== undefined);
  const said = JSON.stringify(form);
  useEffect(() => {
    if (!contract) return;
    let gone = false;
    const look = async () => {
      const [others, filed] = await Promise.all([otherContracts(file.deal.id), otherFilings(file.deal.id)]);
      const own = (await otherTexts()).find((o) => o.id === contract.id)?.text ?? '';
      const like = await likeTexts({ dealId: file.deal.id, contractId: contract.id, text: own }, rules, everyday);
      const range = methods && valuedRange(file, methods);
      if (!gone) setFlags(flagsOf(flaggedOfDeal({ file, contract, ...(filing ? { filing } : {}), form }, { range, others, filed, like }), rules));
    };
    look().catch((e: unknown) => reportError('precheck.flags', e));
    return () => {
      gone = true;
    };
    // form and rules are made anew by every render: what they say decides, not which object says it
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [file, contract, filing, said, rules.packId, rules.date, rules.region, everyday, methods]);
  return flags;
}

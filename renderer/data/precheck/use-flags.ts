/** Risk flags of a deal's contract, with what the rest of the workspace says of it; undefined until they are known. */
import { useEffect, useMemo, useState } from 'react';
import type { Contract } from '../../../shared/domain/contract.ts';
import { latestWorksheet, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { Flag } from '../../../shared/domain/precheck/flag.ts';
import { flagsOf } from '../../../shared/domain/precheck/flags.ts';
import { flaggedOfDeal, valuedRange, type Elsewhere } from '../../../shared/domain/precheck/of-deal.ts';
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
  const elsewhere = useElsewhere(file.deal.id, contract?.id, rules, everyday);
  const methods = useMethods(latestWorksheet(file) !== undefined);
  // every edit of the deal makes a new object of it: the range is computed anew where its worksheet says otherwise
  const sheet = JSON.stringify(latestWorksheet(file));
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  const range = useMemo(() => methods && valuedRange(file, methods), [sheet, methods]);
  if (!contract || !elsewhere) return undefined;
  return flagsOf(flaggedOfDeal({ file, contract, ...(filing ? { filing } : {}), form }, { ...elsewhere, range }), rules);
}

/** The other deals are read once for a contract, not for every edit of this one. */
function useElsewhere(dealId: string, contractId: string | undefined, rules: RuleBook, everyday: readonly string[]): Elsewhere | undefined {
  const [found, setFound] = useState<Elsewhere>();
  useEffect(() => {
    if (contractId === undefined) return;
    let gone = false;
    const look = async () => {
      const [others, filed, texts] = await Promise.all([otherContracts(dealId), otherFilings(dealId), otherTexts()]);
      const like = await likeTexts(contractId, texts, rules, everyday);
      if (!gone) setFound({ others, filed, like });
    };
    look().catch((e: unknown) => reportError('precheck.flags', e));
    return () => {
      gone = true;
    };
    // rules are made anew by every render: which pack and day they are decides, not which object
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [dealId, contractId, rules.packId, rules.date, rules.region, everyday]);
  return found;
}

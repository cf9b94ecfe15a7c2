/** What kezhuan can be asked: each command with the shape of its input. */
import { z } from 'zod';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { byArticle, WITHOUT_CHECK } from '../../shared/domain/contract-text/civil-code.ts';
import { routeOf } from '../../shared/domain/contract-text/kind.ts';
import { readingOf } from '../../shared/domain/contract-text/reading.ts';
import { proposeFromText } from '../../shared/domain/contract/proposal.ts';
import { right } from '../../shared/domain/portfolio.ts';
import { isRefusal } from '../../shared/result.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { offerValue, valueByRoyalty } from '../../shared/valuation/royalty.ts';
import { royaltyInput, type RoyaltyRequest } from '../../shared/valuation/royalty-input.ts';
import { PRECHECK } from './precheck.ts';
import { loadWords } from './resources.ts';
import { CLOCKS } from './clocks.ts';
import { SIMULATE } from './simulate.ts';
import { told } from './tell.ts';
import { VALUE_COMMANDS } from './value.ts';

export type Asked = { rules: RuleBook; lang: 'zh' | 'en' };
export type Answered = { body: unknown; musts: number } | { refused: true; field?: string; message: string };
export type Command = {
  input: z.ZodType;
  schema(): unknown;
  /** where the input may also be a contract's text */
  plain?: (text: string, scannedPages: readonly number[]) => unknown;
  /** where it also takes a scan beside something else: its pages, none of which could be read */
  scan?: (pages: readonly number[]) => unknown;
  run(input: unknown, asked: Asked): Promise<Answered>;
};

const amount = z.string().regex(/^\d+(\.\d+)?$/);
const valueInput = z
  .object({
    ...royaltyInput.shape,
    offers: z
      .array(z.object({ entryFee: amount.optional(), royaltyRate: amount.optional(), years: z.number().positive().optional() }).strict())
      .max(20)
      .optional(),
  })
  .strict();
const line = z.string().max(2000);
const contractInput = z
  .object({
    text: z.string().max(2_000_000),
    seller: line.optional(),
    buyer: line.optional(),
    us: line.optional(),
    /** what is known of the rights it is about, so that their life is held against the term */
    rights: z
      .array(right.pick({ name: true, number: true, kind: true, filedOn: true, status: true }))
      .max(200)
      .optional(),
  })
  .strict();
async function refusedIn(x: { key: string; field?: string; params?: Record<string, string | number> }, lang: 'zh' | 'en'): Promise<Answered> {
  const t = await loadWords(lang);
  return { refused: true, ...(x.field === undefined ? {} : { field: x.field }), message: t(`refusal:${x.key}`, { ...x.params, defaultValue: x.key }) };
}

export const COMMANDS: Readonly<Record<string, Command | undefined>> = {
  ...VALUE_COMMANDS,
  'value-simulation': SIMULATE,
  clocks: CLOCKS,
  'value-royalty': {
    input: valueInput,
    schema: () => z.toJSONSchema(valueInput, { io: 'input' }),
    async run(input, { lang }) {
      const { offers, ...request } = input as z.infer<typeof valueInput>;
      const result = valueByRoyalty(request as RoyaltyRequest);
      if (isRefusal(result)) return refusedIn(result, lang);
      const valued: unknown[] = [];
      for (const [i, offer] of (offers ?? []).entries()) {
        const value = offerValue(request as RoyaltyRequest, offer);
        if (isRefusal(value)) return refusedIn({ ...value, field: `offers.${i}.${value.field ?? ''}` }, lang);
        valued.push({ ...offer, value: value.value, unit: value.unit, steps: value.steps });
      }
      return { body: offers === undefined ? result : { ...result, offers: valued }, musts: 0 };
    },
  },
  'check-contract': {
    input: contractInput,
    schema: () => z.toJSONSchema(contractInput, { io: 'input' }),
    plain: (text) => ({ text }),
    async run(input, asked) {
      const { text, seller, buyer, us, rights } = input as z.infer<typeof contractInput>;
      const party = (id: string, name: string | undefined) => (name === undefined ? undefined : { id, name });
      const known = { seller: party('seller', seller), buyer: party('buyer', buyer), rights: rights?.map((r, i) => ({ ...r, id: `rights.${i}` })) };
      const findings = checkContractText({ contractId: 'input', text, ...known }, asked.rules);
      const { kind } = readingOf(text);
      const t = await loadWords(asked.lang);
      // each of the 45 articles: what was found under it, or why no words can be held against it
      const civilCode = byArticle(findings).map(({ article, name, found }) => ({
        article: name,
        findings: found.map((f) => f.key),
        ...(WITHOUT_CHECK.includes(article) ? { why: t(`findings:noCheck.${article}`) } : {}),
      }));
      return told(findings, asked, { civilCode, proposal: proposeFromText(text, us === undefined ? undefined : { name: us }) }, kind && routeOf(kind));
    },
  },
  precheck: PRECHECK,
};

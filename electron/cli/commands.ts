/** What kezhuan can be asked: each command with the shape of its input. */
import { z } from 'zod';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { byArticle, WITHOUT_CHECK } from '../../shared/domain/contract-text/civil-code.ts';
import { routeOf } from '../../shared/domain/contract-text/kind.ts';
import { proposedClause } from '../../shared/domain/contract-text/proposed.ts';
import { readingOf } from '../../shared/domain/contract-text/reading.ts';
import { proposeFromText } from '../../shared/domain/contract/proposal.ts';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { OUR_ROLES, ROUTES } from '../../shared/domain/deal.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { inOrder, type Finding } from '../../shared/domain/finding.ts';
import { PARTY_KINDS } from '../../shared/domain/party.ts';
import { right } from '../../shared/domain/portfolio.ts';
import { isRefusal } from '../../shared/result.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { offerValue, valueByRoyalty } from '../../shared/valuation/royalty.ts';
import { royaltyInput, type RoyaltyRequest } from '../../shared/valuation/royalty-input.ts';
import { loadForm, loadLists, loadWords } from './resources.ts';
import { SIMULATE } from './simulate.ts';
import { VALUE_COMMANDS } from './value.ts';

export type Asked = { rules: RuleBook; lang: 'zh' | 'en' };
export type Answered = { body: unknown; musts: number } | { refused: true; field?: string; message: string };
export type Command = {
  input: z.ZodType;
  schema(): unknown;
  /** where the input may also be a contract's text */
  plain?: (text: string) => unknown;
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
const filingInput = z
  .object({
    /** values by key of resources/codes/register-form.json; amounts in 元 */
    form: z.record(z.string().max(60), z.string().max(20_000)),
    route: z.enum(ROUTES).optional(),
    role: z.enum(OUR_ROLES).optional(),
    buyerKind: z.enum(PARTY_KINDS).optional(),
    effectiveOn: z.iso.date().optional(),
    /** what the contract itself says, to compare with */
    contract: z
      .object({
        projectName: line.optional(),
        fixedFee: line.optional(),
        royaltyRate: line.optional(),
        nonTechnical: line.optional(),
        payKind: line.optional(),
      })
      .strict()
      .optional(),
  })
  .strict();

const proposal = (proposed: string | undefined): { proposed?: string } => (proposed === undefined ? {} : { proposed });
const nextStep = (fix: string): { fix?: string } => (fix === '' ? {} : { fix });

async function told(findings: readonly Finding[], { rules, lang }: Asked, more: object = {}, route?: string): Promise<Answered> {
  const [t, clauses] = [await loadWords(lang), (await loadLists())['proposed-clauses']];
  const lines = inOrder(findings).map((f) => ({
    level: f.level,
    consequence: f.consequence,
    confirmed: f.confirmed,
    key: f.message.key,
    id: f.key,
    text: t(`findings:message.${f.message.key}`, f.message.params ?? {}),
    ...proposal(clauses && proposedClause(f, clauses, route)),
    ...nextStep(t(`findings:fix.${f.message.key}`, { ...f.message.params, defaultValue: '' })),
    ...(f.source ? { source: f.source } : {}),
    where: f.where,
    ...(f.quote ? { quote: f.quote } : {}),
  }));
  const musts = findings.filter((f) => f.level === 'must').length;
  const used = rules.used().map((r) => ({ id: r.id, value: r.value, status: r.status, source: r.source }));
  return {
    body: { date: rules.date, region: rules.region, pack: rules.packId, musts, asks: findings.length - musts, findings: lines, rules: used, ...more },
    musts,
  };
}

async function refusedIn(x: { key: string; field?: string; params?: Record<string, string | number> }, lang: 'zh' | 'en'): Promise<Answered> {
  const t = await loadWords(lang);
  return { refused: true, ...(x.field === undefined ? {} : { field: x.field }), message: t(`refusal:${x.key}`, { ...x.params, defaultValue: x.key }) };
}

export const COMMANDS: Readonly<Record<string, Command | undefined>> = {
  ...VALUE_COMMANDS,
  'value-simulation': SIMULATE,
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
  precheck: {
    input: filingInput,
    schema: () => z.toJSONSchema(filingInput, { io: 'input' }),
    async run(input, asked) {
      const { lang } = asked;
      const given = input as z.infer<typeof filingInput>;
      const [form, lists] = [await loadForm(), await loadLists()];
      const strange = Object.keys(given.form).find((k) => k !== 'note' && !form.items.some((f) => f.key === k));
      if (strange !== undefined) return { refused: true, field: `form.${strange}`, message: (await loadWords(lang))('cli:notAField', { name: strange }) };
      const file: DealFile = {
        ...emptyDealFile({ id: 'input', ...(given.route ? { route: given.route } : {}), ...(given.role ? { role: given.role } : {}) }),
        ...(given.buyerKind ? { buyer: { id: 'buyer', kind: given.buyerKind, name: given.form['buyerName'] } } : {}),
        contracts: given.contract
          ? [
              {
                id: 'contract',
                version: 1,
                fields: Object.fromEntries(Object.entries(given.contract).filter(([, v]) => v !== undefined)) as Record<string, string>,
              },
            ]
          : [],
        signings: given.effectiveOn === undefined ? [] : [{ id: 'signing', contractId: 'contract', effectiveOn: given.effectiveOn }],
      };
      const filled = fillForm(file, form, lists, asked.rules.date, given.form);
      // only what was handed in is checked: nothing is taken from a deal that does not exist
      const fields = filled.fields.map((f) => {
        const value = f.origin === 'typed' ? f.value : '';
        return { ...f, value, from: undefined };
      });
      return told(checkFiling({ file, filing: { id: 'input' }, form: { ...filled, fields }, lists }, asked.rules), asked);
    },
  },
};

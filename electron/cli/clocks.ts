/** kezhuan clocks: every deadline of a deal, each explained step by step, by the same rules as the program. */
import { z } from 'zod';
import { urgencyOf, type Clock } from '../../shared/domain/clocks/clock.ts';
import { SAID_DAYS } from '../../shared/domain/clocks/contract-clocks.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import { clockTitle, stepWords, type Say } from '../../shared/domain/clocks/words.ts';
import { contract, instalment, receipt, signing } from '../../shared/domain/contract.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { notice, ROUTES } from '../../shared/domain/deal.ts';
import { day, instant } from '../../shared/domain/fields.ts';
import { filing } from '../../shared/domain/filing.ts';
import { benefit, followup } from '../../shared/domain/followup.ts';
import { party } from '../../shared/domain/party.ts';
import { right } from '../../shared/domain/portfolio.ts';
import { FORM_FIELDS } from '../../shared/registry/form.ts';
import { calendarEntry, calendarsOfJson } from '../../shared/rules/calendar.ts';
import { ruleBook, type RuleBook } from '../../shared/rules/engine.ts';
import { readPackFile } from '../../shared/rules/pack-file.ts';
import type { RulePack } from '../../shared/rules/pack.ts';
import { calendarRule } from '../../shared/rules/shapes.ts';
import { chinaDay, daysBetween, parseDay } from '../../shared/time.ts';
import type { Answered, Asked, Command } from './commands.ts';
import { loadPack, loadWords } from './resources.ts';

const named = { id: z.string().min(1).max(64).optional() };
const some = <T extends z.ZodType>(row: T) => z.array(row).max(500).optional();

/** Rows as the program keeps them, every field of them optional; ids are given where they are absent. */
const clocksInput = z
  .object({
    name: z.string().max(2000).optional(),
    route: z.enum(ROUTES).optional(),
    seller: party.pick({ name: true, region: true, country: true }).extend(named).optional(),
    buyer: party.pick({ name: true, region: true, country: true }).extend(named).optional(),
    contract: contract.pick({ kind: true, fields: true }).extend(named).optional(),
    signing: signing.pick({ contractNo: true, signedOn: true, effectiveOn: true, validFrom: true, validTo: true }).extend(named).optional(),
    notice: notice.pick({ title: true, startOn: true, endOn: true, closedOn: true }).extend(named).optional(),
    instalments: some(instalment.pick({ name: true, dueOn: true, amount: true }).extend(named)),
    receipts: some(receipt.pick({ instalmentId: true, amount: true }).extend(named)),
    rights: some(right.pick({ name: true, number: true, kind: true, status: true, filedOn: true, grantedOn: true, feePaidTo: true }).extend(named)),
    /** versions of the application, oldest first */
    filings: some(
      filing
        .pick({
          state: true,
          version: true,
          form: true,
          submittedAt: true,
          acceptedOn: true,
          returnedOn: true,
          supplementOn: true,
          cancelledOn: true,
          revokedOn: true,
        })
        .extend(named),
    ),
    followups: some(followup.pick({ kind: true, state: true, on: true, doneOn: true }).extend(named)),
    benefits: some(benefit.pick({ kind: true, authority: true, usedOn: true, informedOn: true }).extend(named)),
    /** calendars that take the place of the pack's own */
    calendars: z.array(calendarRule).max(50).optional(),
    /** a whole rule pack in the place of the program's */
    pack: z.json().optional(),
  })
  .strict();
type Given = z.infer<typeof clocksInput>;

const rows = <T extends { id?: string | undefined }>(given: readonly T[] | undefined, name: string): (T & { id: string })[] =>
  (given ?? []).map((row, i) => ({ ...row, id: row.id ?? `${name}.${i}` }));

function dealOf(given: Given): DealFile {
  const { seller, buyer, signing: signed, notice: hung, contract: text } = given;
  return {
    ...emptyDealFile({ id: 'input', ...(given.name ? { name: given.name } : {}), ...(given.route ? { route: given.route } : {}) }),
    ...(seller ? { seller: { id: 'seller', ...seller } } : {}),
    ...(buyer ? { buyer: { id: 'buyer', ...buyer } } : {}),
    contracts: text ? [{ version: 1, ...text, id: 'contract' }] : [],
    // a day of taking effect speaks of a signed paper
    signings: signed ? [{ ...signed, id: 'signing', contractId: 'contract', signedOn: signed.signedOn ?? signed.effectiveOn }] : [],
    notices: rows(hung ? [hung] : [], 'notice'),
    instalments: rows(given.instalments, 'instalments'),
    receipts: rows(given.receipts, 'receipts'),
    rights: rows(given.rights, 'rights'),
    filings: rows(given.filings, 'filings').map((f, i) => ({ version: i + 1, ...f })),
    followups: rows(given.followups, 'followups'),
    benefits: rows(given.benefits, 'benefits'),
  };
}

type Wrong = { field: string; key: string; params: Record<string, string> };

/** What clocks read as a day, by the shape a field has and with the reader they use. */
const READ_AS = new Map<unknown, (text: string) => string | undefined>([
  [day, parseDay],
  // a moment in another zone is moved to China's, the 31st of April to May with it
  [instant, (text) => parseDay(text.slice(0, 10)) && chinaDay(text)],
]);
/** Keys of form values and of a contract's answers that hold one: there all have the same shape. */
const DAY_KEYS: ReadonlySet<string> = new Set([...SAID_DAYS, ...FORM_FIELDS.filter((f) => f.kind === 'date').map((f) => f.key)]);

/** The first day that is written and is none: a deadline must not vanish over a slip of the pen. */
function slipOfDay(shape: unknown, value: unknown, at: readonly string[] = []): Wrong | null {
  const read = READ_AS.get(shape);
  if (read !== undefined) {
    if (typeof value !== 'string' || value.trim() === '' || read(value) !== undefined) return null;
    return { field: at.join('.'), key: 'clocks.day', params: { text: value.slice(0, 60) } };
  }
  if (shape instanceof z.ZodOptional) return slipOfDay(shape.unwrap(), value, at);
  const within = (key: string): unknown => {
    if (shape instanceof z.ZodArray) return shape.element;
    if (shape instanceof z.ZodRecord) return DAY_KEYS.has(key) ? day : undefined;
    return shape instanceof z.ZodObject ? shape.shape[key] : undefined;
  };
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const wrong = slipOfDay(within(key), inner, [...at, key]);
    if (wrong) return wrong;
  }
  return null;
}

/** The program's pack or the one handed in, with the calendars handed in. */
async function packFor(given: Given): Promise<RulePack | Wrong> {
  const read = given.pack === undefined ? { pack: await loadPack() } : readPackFile(JSON.stringify(given.pack));
  if ('faults' in read) {
    const [first] = read.faults;
    const where = [first!.entry, first!.field].filter(Boolean).join(' · ');
    return { field: 'pack', key: 'clocks.pack', params: { where, problem: first!.problem, text: first!.text } };
  }
  const calendars = given.calendars ?? [];
  const wrong = calendars.findIndex((c) => calendarsOfJson(JSON.stringify(c)).faults.length > 0);
  if (wrong !== -1) return { field: `calendars.${wrong}`, key: 'clocks.calendar', params: { year: String(calendars[wrong]!.year) } };
  const entered = calendars.map((c) => calendarEntry(c, { document: 'input', checked: false }));
  const ids = new Set(entered.map((e) => e.id));
  return { ...read.pack, entries: [...read.pack.entries.filter((e) => !ids.has(e.id)), ...entered] };
}

const clockBody = (c: Clock, today: string, say: Say) => ({
  kind: c.kind,
  title: clockTitle(c, say),
  ...(c.from ? { from: c.from } : {}),
  ...(c.day ? { day: c.day, left: daysBetween(today, c.day) } : {}),
  ...(c.missing ? { missing: c.missing, why: say(`missing.${c.missing}`) } : {}),
  ...(c.differs ? { differs: stepWords(c.differs, say).text } : {}),
  urgency: urgencyOf(c, today),
  basis: c.basis,
  ...(c.amount ? { owed: c.amount } : {}),
  steps: c.steps.map((s) => {
    const { text, source, unconfirmed, days } = stepWords(s, say);
    return { text, ...(source ? { source } : {}), ...(unconfirmed ? { unconfirmed } : {}), ...(days.length > 0 ? { days } : {}) };
  }),
});

async function run(input: unknown, { rules, lang }: Asked): Promise<Answered> {
  const given = input as Given;
  const t = await loadWords(lang);
  const pack = slipOfDay(clocksInput, given) ?? (await packFor(given));
  if ('key' in pack) return { refused: true, field: pack.field, message: t(`cli:${pack.key}`, pack.params) };
  const book: RuleBook = ruleBook(pack, rules.date, rules.region);
  const clocks = clocksOf(dealOf(given), book, rules.date);
  const say: Say = (key, params) => t(`clocks:${key}`, { ...params });
  const used = book.used().map((r) => ({ id: r.id, value: r.value, status: r.status, source: r.source, ...(r.standsFor ? { standsFor: r.standsFor } : {}) }));
  return {
    body: { date: rules.date, region: rules.region, pack: `${pack.id} ${pack.version}`, clocks: clocks.map((c) => clockBody(c, rules.date, say)), rules: used },
    musts: 0,
  };
}

export const CLOCKS: Command = { input: clocksInput, schema: () => z.toJSONSchema(clocksInput, { io: 'input' }), run };

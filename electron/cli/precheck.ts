/** `kezhuan precheck CONTRACT --form FORM`: a contract with its form, either alone, or a scan beside the form. */
import type { TFunction } from 'i18next';
import { z } from 'zod';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import { ROUTES } from '../../shared/domain/deal.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { PARTY_KINDS } from '../../shared/domain/party.ts';
import { besideForm, formInJson, formOfPack, formValues, strangeField } from '../../shared/domain/precheck/form-file.ts';
import { formInSheet } from '../../shared/domain/precheck/form-sheet.ts';
import { precheck, type Precheck } from '../../shared/domain/precheck/precheck.ts';
import type { Answered, Asked, Command } from './commands.ts';
import type { Makers } from './draft.ts';
import { bytesOf, isJson, isWrong, jsonOf, type Readers, type Wrong } from './input.ts';
import { wrongIn } from './issue-words.ts';
import { loadForm, loadLists, loadWords } from './resources.ts';
import { answeredBy, findingBody, rulesUsed, told } from './tell.ts';

const line = z.string().max(2000);
const beside = {
  ...besideForm,
  route: z.enum(ROUTES).optional(),
  buyerKind: z.enum(PARTY_KINDS).optional(),
  effectiveOn: z.iso.date().optional(),
  /** without the contract's text: what it says, to compare with */
  contract: z
    .object({ projectName: line.optional(), fixedFee: line.optional(), royaltyRate: line.optional(), nonTechnical: line.optional(), payKind: line.optional() })
    .strict()
    .optional(),
};
/** Values by key of resources/codes/register-form.json; amounts in 元. */
const formInput = z.object({ form: formValues, ...beside }).strict();
const filingInput = formInput.extend({
  /** the contract's own text, and pages of its file that have none */
  text: z.string().max(2_000_000).optional(),
  scannedPages: z.array(z.number().int().min(1)).max(2_000).optional(),
});
/** A contract read from its file may come without a form. */
type Given = Omit<z.infer<typeof filingInput>, 'form'> & { form?: Record<string, string> };

export const PRECHECK: Command = {
  input: filingInput,
  schema: () => z.toJSONSchema(filingInput, { io: 'input' }),
  plain: (text, scannedPages) => ({ text, ...(scannedPages.length > 0 ? { scannedPages } : {}) }),
  async run(input, asked) {
    const given = input as Given;
    const [form, lists] = [await loadForm(), await loadLists()];
    const strange = strangeField(given.form ?? {}, form);
    if (strange !== undefined) return { refused: true, field: `form.${strange}`, message: (await loadWords(asked.lang))('cli:notAField', { name: strange }) };
    if (given.text === undefined) return formAlone({ ...given, form: given.form ?? {} }, asked);
    return tellPrecheck(precheck({ ...given, text: given.text }, { form, lists }, asked.rules), asked);
  },
};

/** The form without its contract, as far as it can be checked so. */
async function formAlone(given: z.infer<typeof formInput>, asked: Asked): Promise<Answered> {
  const [form, lists] = [await loadForm(), await loadLists()];
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
  const fields = filled.fields.map((f) => ({ ...f, value: f.origin === 'typed' ? f.value : '', from: undefined }));
  const point = given.point === undefined ? {} : { point: given.point };
  return told(checkFiling({ file, filing: { id: 'input' }, form: { ...filled, fields }, lists, ...point }, asked.rules), asked);
}

async function tellPrecheck(found: Precheck, asked: Asked): Promise<Answered> {
  const [t, lists] = [await loadWords(asked.lang), await loadLists()];
  const reasons = new Map((lists['refusal-reasons']?.items ?? []).map((r) => [r.code, r]));
  const findings = found.lines.map(({ finding, ground, clause, field }) => {
    const reason = ground && reasons.get(ground);
    return {
      ...(reason ? { ground: { code: reason.code, name: reason.name, status: reason.status } } : {}),
      ...findingBody(finding, t, lists['proposed-clauses'], found.deal.proposal.route?.value),
      ...(clause ? { clause: { article: clause.article, words: clause.words } } : {}),
      ...(field ? { field } : {}),
    };
  });
  const musts = findings.filter((f) => f.level === 'must').length;
  const flags = found.flags.map((f) => ({ ...findingBody(f, t, undefined), ...(f.internal ? { internal: true } : {}) }));
  const comparison = found.compare.map(({ key, fact, page, form }) => ({
    key,
    text: page === undefined ? t(`precheck:fact.${fact ?? ''}`) : t('precheck:compare.page', { page }),
    ...(form && form.length > 0 ? { form } : {}),
  }));
  const { class: proposed, amounts, days } = found;
  const classBody = proposed && { ...proposed, ways: proposed.ways.map((w) => ({ ...w, text: t(`precheck:way.${w.id}`) })) };
  return {
    body: { ...answeredBy(asked), musts, asks: findings.length - musts, findings, class: classBody, flags, amounts, days, comparison, rules: rulesUsed(asked) },
    musts,
  };
}

/** The command with the form at hand: then also a scan can be taken, to be compared by a person. */
export const withFormFile = (command: Command, form: Readonly<Record<string, unknown>>): Command => ({
  ...command,
  plain: (text, scannedPages) => ({ ...form, ...(command.plain?.(text, scannedPages) as object) }),
  scan: (pages) => ({ ...form, text: '', scannedPages: [...pages] }),
});

/** What `--form` names: JSON as `kezhuan precheck` takes it or the values alone, or a sheet with the fields' names. */
export async function formFile(name: string, readers: Readers & { makers?: Makers }, t: TFunction): Promise<Record<string, unknown> | Wrong> {
  const bytes = await bytesOf(name, noPipe(), t);
  const at = (wrong: Wrong): Wrong => ({ ...wrong, field: '--form' });
  if (!(bytes instanceof Uint8Array)) return at(bytes);
  if (isJson(name, bytes, readers)) {
    const read = jsonOf({ input: z.record(z.string(), z.unknown()) }, bytes, readers, t);
    if (isWrong(read)) return at(read);
    const packed = formOfPack(read.value);
    const value = packed ?? (read.value as Record<string, unknown>);
    const wrong = wrongIn('form' in value ? formInput : formValues, value, t);
    if (wrong) return at(wrong);
    if (formInJson(read.value) === undefined) return at({ field: '', message: t('cli:precheck.noForm') });
    return 'form' in value ? value : { form: value };
  }
  const table = readers.makers?.table(bytes, name);
  if (table === undefined || !table.ok)
    return at({ field: '', message: table ? t(`cli:unread.${table.error.key}`, table.error.params ?? {}) : t('cli:precheck.noForm') });
  const found = formInSheet(
    table.value.lines.map((l) => l.cells),
    await loadForm(),
  );
  if (found === undefined) return at({ field: '', message: t('cli:precheck.noForm') });
  if (found.strange.length > 0) return at({ field: '', message: t('cli:notAField', { name: found.strange[0]!.slice(0, 60) }) });
  return { form: found.values };
}

/** A form is a file, never the pipe: that is the contract's. */
async function* noPipe(): AsyncGenerator<Buffer> {}

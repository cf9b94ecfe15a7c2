/**
 * What goes over the wire: a filing (frozen form values, what stands on the signed paper, the hashes of the proofs) and
 * what follows a registration. The body is canonical JSON, so a retry is byte for byte the same letter.
 */
import { z } from 'zod';
import { canonicalJson, sha256Hex, wellFormed } from '../change/chain.ts';
import type { ChangeLetter, JsonObject } from '../change/change.ts';
import { FOLLOWUP_BODIES } from './followup-letter.ts';
import { hex64, PROTOCOL, proof } from './wire.ts';

export const FILING_SUBMIT = 'filing.submit';

const short = z.string().max(2_000).optional();
const amount = z.string().max(60).optional();
const day = z.string().max(40).optional();

/** What the signed paper says, beside which a reviewer reads the form; amounts are decimal text in 元. */
export const contractFacts = z
  .object({
    contractNo: short,
    title: short,
    kind: short,
    signedOn: day,
    effectiveOn: day,
    validFrom: day,
    validTo: day,
    place: short,
    sellerName: short,
    sellerCreditCode: short,
    sellerSealName: short,
    sellerSignatory: short,
    buyerName: short,
    buyerCreditCode: short,
    buyerSealName: short,
    buyerSignatory: short,
    totalAmount: amount,
    technicalAmount: amount,
    payment: z.string().max(20_000).optional(),
    pages: z.number().int().min(0).max(100_000).optional(),
    lockedHash: hex64.optional(),
  })
  .strict();
export type ContractFacts = z.infer<typeof contractFacts>;

/** Form values by key, as the portal wants them; which keys exist is the form's business (form.ts). */
const formValues = z
  .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/), z.string().max(20_000))
  .refine((form) => Object.keys(form).length <= 200, 'at most 200 fields');

const content = {
  filingId: z.string().min(1).max(64),
  version: z.number().int().min(1).max(10_000),
  form: formValues,
  facts: contractFacts,
  proofs: z.array(proof).max(200),
};
export const filingBody = z.object({ protocol: z.literal(PROTOCOL), kind: z.literal(FILING_SUBMIT), ...content, contentHash: hex64 }).strict();
export type FilingBody = z.infer<typeof filingBody>;
export type FilingContent = Pick<FilingBody, 'filingId' | 'version' | 'form' | 'facts' | 'proofs'>;

export const letterBody = z.discriminatedUnion('kind', [filingBody, ...FOLLOWUP_BODIES]);
export type LetterBody = z.infer<typeof letterBody>;

/** Hash of everything a filed version says; equal to `filing.frozenHash`. */
export function contentHash(filing: FilingContent): string {
  const { filingId, version, form, facts, proofs } = filing;
  return sha256Hex(canonicalJson(wellFormed({ filingId, version, form, facts, proofs } as JsonObject)));
}

/** The letter a `filing.submit` Change carries. One lane per deal: versions of one contract go out in order. */
export function filingLetter(registry: string, lane: string, filing: FilingContent): ChangeLetter {
  const { filingId, version, form, facts, proofs } = filing;
  const body = wellFormed({ protocol: PROTOCOL, kind: FILING_SUBMIT, filingId, version, form, facts, proofs, contentHash: contentHash(filing) } as JsonObject);
  filingBody.parse(body);
  return { registry, lane, kind: FILING_SUBMIT, body };
}

/** The bytes that go out, now and at every retry, and their hash. */
export function frozenBody(letter: Pick<ChangeLetter, 'body'>): { text: string; hash: string } {
  const text = canonicalJson(letter.body);
  return { text, hash: sha256Hex(text) };
}

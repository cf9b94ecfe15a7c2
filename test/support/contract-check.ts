/** Every exchange with the registry is held against its published description (resources/registry/openapi.json). */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { LetterReply, Problem } from '../../shared/registry/reply.ts';
import openapi from '../../resources/registry/openapi.json';

type Responses = Record<string, { content?: Record<string, { schema: { $ref: string } }> }>;
type Operation = { responses: Responses; requestBody?: unknown };
/** What any address may answer. */
const ANYWHERE: Responses = openapi.components.responses;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'doc', ...openapi });

function operationOf(method: string, path: string): Operation | undefined {
  const found = Object.entries(openapi.paths).find(([template]) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
  return (found?.[1] as unknown as Record<string, Operation> | undefined)?.[method.toLowerCase()];
}

function complain(name: string, value: unknown): string | null {
  const validate = ajv.getSchema(`doc#/components/schemas/${name}`);
  if (!validate) throw new Error(`no schema ${name}`);
  return validate(value) ? null : `${name}: ${ajv.errorsText(validate.errors)}`;
}

export const requestComplaint = (body: unknown, schema: 'Submission' | 'SignedKey' = 'Submission'): string | null => complain(schema, body);

/** Why an answer is not one the description promises; null where it is. */
export function answerComplaint(method: string, path: string, status: number, body: unknown): string | null {
  const promised = operationOf(method, path)?.responses[String(status)] ?? ANYWHERE[String(status)];
  if (!promised) return `undescribed status ${status} for ${method} ${path}`;
  const name = promised.content?.['application/json']?.schema.$ref.split('/').at(-1);
  return name === undefined ? `no content for ${status}` : complain(name, body);
}

/** Whatever the registry may answer, for the test to look at; the description says which of it is there. */
export type Answered = LetterReply & Problem & { items: (LetterReply & { event: number })[]; cursor: string; more: boolean };

/** A request to the registry whose answer is checked on the way. */
export async function checkedFetch(
  base: string,
  path: string,
  init: RequestInit & { token?: string; letter?: string } = {},
): Promise<{ status: number; body: Answered; headers: Headers }> {
  const { token, letter, ...rest } = init;
  const headers: Record<string, string> = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(letter === undefined ? {} : { 'idempotency-key': letter }),
    ...(rest.body == null ? {} : { 'content-type': 'application/json' }),
    ...(rest.headers as Record<string, string> | undefined),
  };
  const answer = await fetch(new URL(path, base), { ...rest, headers });
  const body: unknown = await answer.json();
  const complaint = answerComplaint(rest.method ?? 'GET', new URL(path, base).pathname, answer.status, body);
  if (complaint !== null) throw new Error(complaint);
  return { status: answer.status, body: body as Answered, headers: answer.headers };
}

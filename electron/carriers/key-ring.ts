/** Whether a registry knows our key: registered once before the first letter, and again only where the registry says so. */
import type { Outcome } from '../../shared/bridge.ts';
import { canonicalJson, sha256Hex } from '../../shared/change/chain.ts';
import { KEY_SUBJECT, signedBody } from '../../shared/registry/signature.ts';
import { problemCode, problemIn, type Answered, type Asked, type Limits } from './exchange.ts';
import type { Signer } from './signing.ts';

/** One request to a registry with its token; a failure says what became of it. */
export type Reach = (path: string, asked: Asked, limits?: Partial<Limits>) => Promise<Answered | { kind: 'failed'; outcome: Outcome }>;

export type KeyRing = {
  /** a letter as it goes over the wire; an Outcome where the key could not be registered, and nothing of the letter was sent */
  seal(reach: Reach, signer: Signer, letter: string, body: string): Promise<string | Outcome>;
  forget(): void;
  /** id of the key this registry has taken; null before, or where it keeps none */
  id(): string | null;
};

/** A registry of an earlier version of the protocol has no keys: letters go plain, as it knows them. */
const NO_KEYS = ['not-found', 'method-not-allowed'];

export function keyRing(): KeyRing {
  let known: { id: string } | 'none' | null = null;

  const put = (reach: Reach, body: string): ReturnType<Reach> => reach('v1/keys', { method: 'PUT', headers: { 'content-type': 'application/json' }, body });

  async function register(reach: Reach, signer: Signer, renewed = false): Promise<Outcome | null> {
    const { id, alg, publicKey } = await signer.publicKey();
    const key = { alg, publicKey };
    let got = await put(reach, JSON.stringify(key));
    if (got.kind === 'failed') return notReached(got.outcome);
    // the office has keys already: one of them may be an earlier one of ours
    const own = await signer.among(ownKeys(got));
    if (own !== null && problemCode(got) === 'key-taken') {
      known = { id: own.id };
      return null;
    }
    if (own !== null && problemCode(got) === 'key-waiting') {
      const signature = await signer.sign(KEY_SUBJECT, sha256Hex(canonicalJson(key)), own.id);
      got = await put(reach, JSON.stringify({ key, signature }));
      if (got.kind === 'failed') return notReached(got.outcome);
    }
    const code = problemCode(got);
    // a page of the hotel's network is no registry
    const taken = (got.raw.status === 200 || got.raw.status === 201) && /^application\/json\s*(;|$)/i.test(got.raw.contentType);
    if (taken) known = { id };
    else if (code !== undefined && NO_KEYS.includes(code)) known = 'none';
    // another office that this computer wrote for has it: that one keeps it, this one gets a key of its own
    else if (code === 'key-taken' && !renewed) {
      await signer.renew();
      return register(reach, signer, true);
    } else if (got.raw.status === 401) return { kind: 'unauthorised' };
    else if (code !== undefined && got.raw.status !== 429) return { kind: 'unknown', reason: `registry-${code}`, hold: true };
    else return { kind: 'unreachable', reason: `key-${got.raw.status}` };
    return null;
  }

  return {
    async seal(reach, signer, letter, body) {
      const failed = known === null ? await register(reach, signer) : null;
      if (failed) return failed;
      return known === 'none' || known === null ? body : signedBody(body, await signer.sign(letter, sha256Hex(body), known.id));
    },
    forget() {
      known = null;
    },
    id: () => (known === null || known === 'none' ? null : known.id),
  };
}

/** Whatever became of the key: the letter itself has certainly not left. */
const notReached = (outcome: Outcome): Outcome => (outcome.kind === 'unknown' ? { kind: 'unreachable', reason: `key-${outcome.reason}` } : outcome);

/** Ids of the keys the office has, as a refusal lists them. */
const ownKeys = (got: Answered): string[] => (problemIn(got)?.fields ?? []).map(({ path }) => path);

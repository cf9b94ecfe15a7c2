/** Somebody at the review desk, as their browser would work: cookie, the page's own form tokens, redirects seen but not followed. */
export type Page = { status: number; text: string; headers: Headers; bytes: Uint8Array };
export type Fields = Readonly<Record<string, string | readonly string[]>>;
export type DeskVisitor = {
  get(path: string): Promise<Page>;
  /** sends the form of `page` whose action is `action` (or the page's hidden fields, where only a button names it) */
  send(page: string, action: string, fields?: Fields): Promise<Page>;
};

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (e) => ENTITIES[e]!);

async function read(answer: Response): Promise<Page> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, text: new TextDecoder().decode(bytes), headers: answer.headers, bytes };
}

const cookieFrom = (answer: Response | Page): string => (answer.headers.get('set-cookie') ?? '').split(';')[0]!;

export function visitor(base: string, cookie: string): DeskVisitor {
  const get = async (path: string): Promise<Page> => read(await fetch(new URL(path, base), { headers: { cookie }, redirect: 'manual' }));
  return {
    get,
    async send(page, action, fields = {}) {
      const { text } = await get(page);
      // every form of a page carries the same token; a decision also the revision its page showed
      const hidden = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map((m): [string, string] => [m[1]!, plain(m[2]!)]);
      const body = new URLSearchParams();
      for (const name of ['token', 'revision']) {
        const value = hidden.find(([key]) => key === name)?.[1];
        if (value !== undefined) body.set(name, value);
      }
      for (const [name, value] of Object.entries(fields)) for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
      return read(await fetch(new URL(action, base), { method: 'POST', body, redirect: 'manual', headers: { cookie } }));
    },
  };
}

/** Whoever has the key of this start. */
export async function localVisitor({ url, deskKey }: { url: string; deskKey: string }): Promise<DeskVisitor> {
  const entered = await fetch(new URL(`/desk/enter?key=${deskKey}`, url), { redirect: 'manual' });
  return visitor(url, cookieFrom(entered));
}

export async function signIn(base: string, login: string, password: string): Promise<{ page: Page; desk: DeskVisitor }> {
  const page = await read(await fetch(new URL('/desk/sign-in', base), { method: 'POST', body: new URLSearchParams({ login, password }), redirect: 'manual' }));
  return { page, desk: visitor(base, cookieFrom(page)) };
}

export const PASSWORD = '示例口令 for 2026';

/** An account made at the desk, its given password changed at first sign-in; signed in. */
export async function newPerson(
  base: string,
  admin: DeskVisitor,
  who: { login: string; name: string; role: string; points?: readonly string[] },
): Promise<DeskVisitor> {
  const { points = [], ...fields } = who;
  const made = await admin.send('/desk/accounts', '/desk/accounts', { ...fields, point: points });
  const given = /<div class="mono">([a-z2-9-]{14})<\/div>/.exec(made.text)?.[1];
  if (given === undefined) throw new Error(`${made.status} ${made.text.slice(0, 400)}`);
  const { desk } = await signIn(base, who.login, given);
  const changed = await desk.send('/desk/password', '/desk/password', { old: given, new: PASSWORD, again: PASSWORD });
  if (changed.status !== 303) throw new Error(changed.text);
  return desk;
}

/** The review desk of the simulated registry, worked as a reviewer's browser would: key, cookie, the form's own token. */
export type Desk = {
  act: (what: 'accept' | 'register') => Promise<void>;
  giveBack: (code: string, note: string) => Promise<void>;
  /** of the newest 登记后事项 */ followup: (what: 'accept' | 'done') => Promise<void>;
};

/** `deskUrl` as the registry's status names it. Works on the newest filing of the list. */
export async function openDesk(deskUrl: string): Promise<Desk> {
  const entered = await fetch(deskUrl, { redirect: 'manual' });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0]!;
  const base = new URL(deskUrl).origin;
  const get = async (path: string): Promise<string> => (await fetch(base + path, { headers: { cookie } })).text();
  const newest = async (kind: 'filings' | 'followups'): Promise<string> => {
    const path = new RegExp(`/desk/${kind}/[^"?/]+`).exec(await get(kind === 'filings' ? '/desk' : '/desk/followups'))?.[0];
    if (!path) throw new Error(`the desk lists no ${kind}`);
    return path;
  };
  const post = async (what: string, fields: Record<string, string>, kind: 'filings' | 'followups' = 'filings'): Promise<void> => {
    const path = await newest(kind);
    const page = await get(path);
    const of = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
    const answer = await fetch(`${base}${path}/${what}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: base, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: of('token'), revision: of('revision'), ...fields }).toString(),
    });
    if (answer.status !== 303) throw new Error(`${what}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  };
  return { act: (what) => post(what, {}), giveBack: (code, note) => post('return', { code, note }), followup: (what) => post(what, {}, 'followups') };
}

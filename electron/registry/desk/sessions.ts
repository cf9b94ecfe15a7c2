/** Who may use the desk: whoever opened it with its key. A form is taken only with its session's own token. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const COOKIE = 'kezhuan_desk';
const MOST_SESSIONS = 1000;

export type Sessions = {
  /** a Set-Cookie header where the key is right */
  enter(key: string): string | null;
  /** the session named by a Cookie header, if it is one of ours */
  of(cookies: string | undefined): string | null;
  formToken(session: string): string;
  isFormToken(session: string, token: string): boolean;
};

const same = (a: string, b: string): boolean => {
  const [x, y] = [a, b].map((text) => createHmac('sha256', 'compare').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(x, y);
};

export function createSessions(key: string): Sessions {
  const secret = randomBytes(32);
  const open = new Set<string>();
  const formToken = (session: string): string => createHmac('sha256', secret).update(session).digest('base64url');
  return {
    enter(given) {
      if (!same(given, key)) return null;
      const session = randomBytes(24).toString('base64url');
      if (open.size >= MOST_SESSIONS) open.delete(open.values().next().value!);
      open.add(session);
      return `${COOKIE}=${session}; Path=/desk; HttpOnly; SameSite=Lax`;
    },
    of(cookies) {
      const session = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{1,64})(?:;|$)`).exec(cookies ?? '')?.[1];
      return session !== undefined && open.has(session) ? session : null;
    },
    formToken,
    isFormToken: (session, token) => same(token, formToken(session)),
  };
}

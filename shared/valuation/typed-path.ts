/** Places in what was typed into a form, by dotted path: `comparables.1.scores`. */
import type { AppliedMethod, Typed } from '../domain/deal.ts';

type Request = AppliedMethod['request'];
const isNumber = (part: string | undefined): boolean => part !== undefined && /^\d+$/.test(part);

/** What stands at `path`; undefined where nothing does. */
export function typedAt(request: Request, path: string): Typed | undefined {
  let at: Typed | undefined = request;
  for (const part of path.split('.')) {
    if (at === undefined || typeof at === 'string') return undefined;
    at = Array.isArray(at) ? at[Number(part)] : at[part];
  }
  return at;
}

/** The typed text at `path`, or none. */
export function textAt(request: Request, path: string): string {
  const at = typedAt(request, path);
  return typeof at === 'string' ? at : Array.isArray(at) ? at.filter((x) => typeof x === 'string').join('、') : '';
}

/** The items at `path`, or none. */
export function itemsAt(request: Request, path: string): readonly Typed[] {
  const at = typedAt(request, path);
  return Array.isArray(at) ? at : [];
}

/** The request with `value` at `path`; what leads there is made where it is missing. Nothing is taken away by undefined from a list: it becomes blank. */
export function withTyped(request: Request, path: string, value: Typed | undefined): Request {
  return put(request, path.split('.'), value) as Request;
}

function put(at: Typed | undefined, [part, ...rest]: string[], value: Typed | undefined): Typed {
  const next = (now: Typed | undefined): Typed | undefined => (rest.length === 0 ? value : put(now, rest, value));
  if (isNumber(part)) {
    const items = Array.isArray(at) ? [...at] : [];
    const i = Number(part);
    while (items.length < i) items.push(isNumber(rest[0]) || rest.length === 0 ? '' : {});
    items[i] = next(items[i]) ?? '';
    return items;
  }
  const named = typeof at === 'object' && !Array.isArray(at) ? at : {};
  const made = next(named[part!]);
  const { [part!]: _was, ...others } = named;
  return made === undefined ? others : { ...named, [part!]: made };
}

/** The request without item `i` of each of the lists at `paths`. */
export const withoutItem = (request: Request, paths: readonly string[], i: number): Request =>
  paths.reduce((r, path) => {
    const items = itemsAt(r, path);
    return items.length > i ? withTyped(r, path, [...items.slice(0, i), ...items.slice(i + 1)]) : r;
  }, request);

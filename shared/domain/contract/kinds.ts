/** What the code of a contract kind says: where it stands in a list, what it is registered as, and which kinds a deal's route leads to. */
import type { Deal, Round } from '../deal.ts';

export const KIND_GROUPS = ['development', 'transfer', 'license', 'consulting', 'service', 'beside'] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];
const BY_PREFIX: Readonly<Record<string, KindGroup>> = { KF: 'development', ZR: 'transfer', XK: 'license', SY: 'license', ZX: 'consulting', FW: 'service' };

/** `beside`: agreements around the contract of a deal — 意向书, 保密, 补充, 终止, 赋权 — that are not what is signed and registered. */
export const groupOf = (kind: string): KindGroup => BY_PREFIX[kind.split('-')[0]!] ?? 'beside';

/** Whether a version is the contract of its deal; one brought in, or of the time when there was one kind, is. */
export const isMainKind = (kind: string | undefined): boolean => kind === undefined || kind === 'foreign' || groupOf(kind) !== 'beside';

/** Kinds that the list of contract types (contract-types.json) has under another code; undefined where it has none. */
const REGISTERED_AS: Readonly<Record<string, string>> = {
  'XK-RZ': 'XK-QT',
  'XK-BT': 'XK-QT',
  'XK-PZ': 'XK-QT',
  // which of the two it is depends on whether the application is published: a person says so
  'XK-SQ': 'XK',
  'SY-FF': 'XK',
};
export const registeredAs = (kind: string): string | undefined => (groupOf(kind) === 'beside' ? undefined : (REGISTERED_AS[kind] ?? kind));

const BY_ROUTE: Readonly<Record<NonNullable<Deal['route']>, string>> = {
  transfer: 'ZR-ZL',
  license: 'XK-ZL',
  equity: 'ZR-RG',
  development: 'KF-WT',
  consulting: 'ZX',
  service: 'FW-YB',
  training: 'FW-PX',
  brokering: 'FW-ZJ',
};
const BY_RIGHT: Readonly<Partial<Record<string, { transfer: string; license: string }>>> = {
  application: { transfer: 'ZR-SQ', license: 'XK-SQ' },
  secret: { transfer: 'ZR-MM', license: 'XK-MM' },
  software: { transfer: 'ZR-RZ', license: 'XK-RZ' },
  layout: { transfer: 'ZR-BT', license: 'XK-BT' },
  variety: { transfer: 'ZR-PZ', license: 'XK-PZ' },
};

type Route = NonNullable<Deal['route']>;
const ROUTE_OF_KIND: Readonly<Record<string, Route>> = { 'ZR-RG': 'equity', 'FW-PX': 'training', 'FW-ZJ': 'brokering' };
/** Which way a contract of the kind goes; agreements around it go with whatever the deal is. */
const routeOfKind = (kind: string): Route | undefined => {
  const group = groupOf(kind);
  return group === 'beside' ? undefined : (ROUTE_OF_KIND[kind] ?? group);
};

/** A name that says which way the deal goes names no contract that goes another one. */
const IN_NAMES: Readonly<Partial<Record<Route, RegExp>>> = { license: /许可/, transfer: /转让/, equity: /作价|入股|出资/ };
/** Kinds about work that is to be done: neither the technology a deal hands over nor those who made it say what or by whom. */
const OF_WORK: readonly string[] = ['KF-WT', 'KF-HZ', 'ZX', 'FW-YB'];

/**
 * Whether what the deal's records say under `path` means the same in a contract of this kind. Price, share and term were talked
 * about for one kind: an entry fee of a licence is no remuneration of a service, its term no time to do the work in.
 */
export function meansSame(kind: string, path: string, deal: Pick<Deal, 'route' | 'name'>, round: Pick<Round, 'licenseMode'> | undefined): boolean {
  const about = deal.route ?? (round?.licenseMode === undefined ? undefined : 'license');
  const way = routeOfKind(kind);
  if (about === undefined || way === undefined || about === way) return true;
  if (path === 'deal.name') return IN_NAMES[about]?.test(deal.name ?? '') !== true;
  if (path === 'deal.object' || path === 'inventors') return !OF_WORK.includes(kind);
  return !path.startsWith('round.');
}

/** The kind to begin with: by the route, and where that is a transfer or a licence by the deal's rights; a patent among them decides. */
export function kindProposed(route: Deal['route'], rights: readonly { kind?: string | undefined }[]): string {
  const by = BY_ROUTE[route ?? 'license'];
  if (route !== undefined && route !== 'transfer' && route !== 'license') return by;
  const kinds = rights.map((r) => r.kind ?? '');
  if (kinds.some((k) => ['invention', 'utility', 'design'].includes(k))) return by;
  const other = kinds.map((k) => BY_RIGHT[k]).find((k) => k !== undefined);
  return other?.[route ?? 'license'] ?? by;
}

/**
 * The question of a kind that says its price in 元: technology put in as shares has its 技术作价. Undefined where the parties only put
 * in and share; a text from elsewhere is asked as most are.
 */
export const priceField = (kind: string | undefined): 'fixedFee' | 'value' | undefined =>
  kind === 'KF-HZ' ? undefined : kind === 'ZR-RG' ? 'value' : 'fixedFee';

const ROLES: Readonly<Record<string, string>> = { 'KF-HZ': 'cooperation', 'KF-ZH': 'conversion', 'SY-FF': 'trial' };
/**
 * Under which words the two sides of a paper are named (`signing:side.*`): by its kind, 合作开发 has no 委托方 and no 许可方. An agreement
 * around the contract has 甲方 and 乙方 only; of a text drafted elsewhere, and of the time when there was one kind, the deal's route says it.
 */
export const rolesIn = (kind: string | undefined, route: Deal['route']): string | undefined =>
  kind === undefined || kind === 'foreign' ? route : (ROLES[kind] ?? routeOfKind(kind) ?? 'agreement');

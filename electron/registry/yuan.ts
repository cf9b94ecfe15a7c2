/** Amounts as the registry writes them: on its pages, in its receipts and in what its risk rules say. */

/** 元 with thousands separators and two decimals; text that is no such amount stays as it is, so that nothing filed is hidden. */
export function yuan(text: string | undefined): string {
  const m = /^(\d+)(\.\d{1,2})?$/.exec(text ?? '');
  return m ? `${m[1]!.replace(/\B(?=(\d{3})+$)/g, ',')}${(m[2] ?? '.').padEnd(3, '0')}` : (text ?? '');
}

/** 分 as 元 with thousands separators. */
export function yuanOfCents(cents: number | string | bigint): string {
  const n = BigInt(cents);
  return yuan(`${n / 100n}.${String(n % 100n).padStart(2, '0')}`);
}

const MOST = 120;
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i;

/**
 * A file name that every system takes, made from one a person or a foreign file gave: letters, digits, and a few signs;
 * no folder, no leading dot, no trailing dot or blank, none of Windows' device names, at most 120 characters (and 240 bytes)
 * with the extension kept.
 */
export function saneName(wanted: string, fallback = '文件'): string {
  const flat = wanted.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '');
  const allowed = flat.replace(/[^\p{L}\p{M}\p{N} _\-+=,.;@#&()[\]{}~!%'’“”（）【】《》〈〉「」、，。；：·—…×￥¥$]/gu, '_');
  const trimmed = allowed.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '');
  const dot = trimmed.lastIndexOf('.');
  const extension = dot > 0 && trimmed.length - dot <= 10 ? trimmed.slice(dot) : '';
  let stem = (extension === '' ? trimmed : trimmed.slice(0, dot)).replace(/[\s.]+$/u, '');
  if (stem === '') stem = fallback;
  // CON.txt is the console too: the device name is what stands before the first dot
  if (RESERVED.test((stem.split('.')[0] ?? '').trim())) stem = `_${stem}`;
  let letters = [...stem];
  while (letters.length > 1 && (letters.join('').length + extension.length > MOST || Buffer.byteLength(letters.join('') + extension) > 240)) {
    letters = letters.slice(0, -1);
  }
  return letters.join('').replace(/[\s.]+$/u, '') + extension;
}

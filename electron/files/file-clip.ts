/** The form in which each desktop says "a file was copied". Pure. */
export function fileClip(file: string, platform: NodeJS.Platform): { format: string; bytes: Buffer } {
  const url = `file://${file
    .split(platform === 'win32' ? '\\' : '/')
    .map(encodeURIComponent)
    .join('/')}`;
  if (platform === 'darwin') return { format: 'public.file-url', bytes: Buffer.from(url) };
  if (platform === 'win32') return { format: 'FileNameW', bytes: Buffer.from(`${file}\0`, 'utf16le') };
  return { format: 'x-special/gnome-copied-files', bytes: Buffer.from(`copy\n${url}`) };
}

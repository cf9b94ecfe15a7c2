/** Which pages of a scan show nothing: backs that were fed through with the rest. Told, never decided. */
import { useEffect, useState } from 'react';

const WIDTH = 200;
/** darker than this is ink, not paper or its shadow */
const PAPER = 215;
/** more ink than this, in parts of the page, is at least a page number */
const INK = 0.0002;

/** Whether this picture is paper and nothing else. */
async function isBlank(url: string): Promise<boolean> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const height = Math.max(1, Math.round((WIDTH * picture.naturalHeight) / Math.max(1, picture.naturalWidth)));
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = height;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) return false;
  brush.drawImage(picture, 0, 0, WIDTH, height);
  const { data } = brush.getImageData(0, 0, WIDTH, height);
  let ink = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i]! * 0.3 + data[i + 1]! * 0.59 + data[i + 2]! * 0.11 < PAPER) ink += 1;
  return ink <= INK * WIDTH * height;
}

const NONE: ReadonlySet<number> = new Set();

/** Page numbers, from 1, of those that are blank; found out one after the other while the pages are looked at. */
export function useBlankPages(urls: readonly string[] | undefined): ReadonlySet<number> {
  const [found, setFound] = useState<{ of: readonly string[]; pages: ReadonlySet<number> }>();
  useEffect(() => {
    if (!urls) return;
    let gone = false;
    const look = async () => {
      const pages = new Set<number>();
      for (const [i, url] of urls.entries()) {
        // a picture that cannot be read here is looked at by the person all the same
        if (await isBlank(url).catch(() => false)) pages.add(i + 1);
        if (gone) return;
      }
      setFound({ of: urls, pages });
    };
    void look();
    return () => void (gone = true);
  }, [urls]);
  return found && found.of === urls ? found.pages : NONE;
}

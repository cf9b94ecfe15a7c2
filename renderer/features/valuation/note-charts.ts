/** Charts of the note: which ones, and drawn as pictures when the file is made. */
import type { TFunction } from 'i18next';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { Method, MethodResult } from '../../../shared/valuation/method.ts';
import type { Picture } from '../../documents/worksheet-methods.ts';
import { chartsOf } from './charts/charts-of.ts';
import type { Figure } from './charts/figure.ts';
import { PRINT } from './charts/ink.ts';
import { chartWords } from './charts/words.ts';
import type { Figures } from './compute.ts';
import { ROYALTY, appliedResults, royaltyResult } from './results.ts';
import { runFigures } from './simulation/run-paper.ts';

/** Pixels of a picture across the page. */
const WIDTH = 600;

const figuresIn = (t: TFunction, method: Method, result: MethodResult): Figure[] => chartsOf(result, chartWords(t as never, method.family));
const pictureId = (of: string, f: Figure): string => `${of}/${f.id}`;

/** Places for the charts of one result; `of` tells it from the others in the document. */
export const picturesOf = (t: TFunction, of: string, method: Method, result: MethodResult): Picture[] =>
  figuresIn(t, method, result).map((f) => ({ id: pictureId(of, f), width: WIDTH, height: f.height, caption: f.title }));

export function royaltyPictures(t: TFunction, sheet: Worksheet, { request }: Figures): Picture[] {
  const result = royaltyResult(sheet, request);
  return isRefusal(result) ? [] : picturesOf(t, ROYALTY.id, ROYALTY, result);
}

/** The document with its charts drawn. ECharts is only fetched here. */
export async function withCharts(t: TFunction, document: DocumentModel, sheet: Worksheet, { request }: Figures): Promise<DocumentModel> {
  const { chartPng } = await import('./charts/chart-image.ts');
  const royalty = royaltyResult(sheet, request);
  const all = [
    ...(isRefusal(royalty) ? [] : [{ of: ROYALTY.id, method: ROYALTY, result: royalty }]),
    ...appliedResults(sheet).map(({ applied, method, result }) => ({ of: applied.id, method, result })),
  ];
  const figures = new Map(all.flatMap(({ of, method, result }) => figuresIn(t, method, result).map((f) => [pictureId(of, f), f] as const)));
  for (const [id, figure] of runFigures(t, sheet)) figures.set(id, figure);
  const blocks = await Promise.all(
    document.blocks.map(async (b) => {
      const figure = b.kind === 'picture' ? figures.get(b.id) : undefined;
      if (b.kind !== 'picture' || !figure) return b;
      return { ...b, png: await base64(await chartPng(figure.option(PRINT), b.width, b.height)) };
    }),
  );
  return { ...document, blocks };
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

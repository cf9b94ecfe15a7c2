/** The hand-written loop in a worker: its part of the trials, or the figures of all. */
import { byHand, summed } from './simulation-loop.ts';

self.onmessage = ({ data }: MessageEvent<{ part: number; count: number } | { all: Float64Array }>): void => {
  if ('all' in data) return self.postMessage(summed(data.all));
  const values = new Float64Array(data.count);
  byHand(values, data.part);
  self.postMessage(values, { transfer: [values.buffer] });
};

/** Files may be dropped anywhere; the topmost room that wants them gets them, otherwise the frame decides by their kind. */
import { useEffect } from 'react';

const SHEETS = /\.(xlsx|csv|xls)$/i;
/** A list to import, by its name; anything else may be a contract. */
export const isSheet = (file: File): boolean => SHEETS.test(file.name);

/** Answers whether it took the files. */
export type DropTarget = (files: File[]) => boolean;

const targets: DropTarget[] = [];
let held: File[] = [];

/** While on screen, offers this room the dropped files first. `take` must be stable (useCallback). */
export function useDropTarget(take: DropTarget): void {
  useEffect(() => {
    targets.push(take);
    return () => void targets.splice(targets.indexOf(take), 1);
  }, [take]);
}

/** Used by the frame. */
export function offerDrop(files: File[]): boolean {
  return [...targets].reverse().some((take) => take(files));
}

/** Files on their way to a room that is only now opening: 导入 or 从合同文件立项 takes them once when it appears. */
export function holdFiles(files: File[]): void {
  held = files;
}

export function takeHeldFiles(): File[] {
  const files = held;
  held = [];
  return files;
}

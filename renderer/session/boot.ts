/** Which workspace is open, how its opening went, and the way to open another. */
import { create } from 'zustand';
import type { Workspace } from '../../shared/bridge.ts';

type Restored = { from: 'backup' | 'snapshot'; name: string };

type BootState = {
  workspace: Workspace;
  phase: 'opening' | 'open' | 'failed';
  done: number;
  total: number | null;
  report: unknown;
  round: number;
  /** nobody has said yet who works here: the three questions come first */
  first: boolean;
  /** the backup or the snapshot (by its time) this opening puts in place */
  restored: Restored | null;
};

export const useBoot = create<BootState>(() => ({
  workspace: 'work',
  phase: 'opening',
  done: 0,
  total: null,
  report: null,
  round: 0,
  first: false,
  restored: null,
}));

/** Asks the frame to leave this workspace and open that one (or the same again after a repair or from a backup or snapshot). */
export function switchWorkspace(workspace: Workspace, restored: Restored | null = null): void {
  useBoot.setState((s) => ({ workspace, phase: 'opening', done: 0, total: null, report: null, round: s.round + 1, first: false, restored }));
}

export function endFirstStart(): void {
  useBoot.setState({ first: false });
}

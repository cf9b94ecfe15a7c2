/** Which workspace is open, how its opening went, and the way to open another. */
import { create } from 'zustand';
import type { Workspace } from '../../shared/bridge.ts';

type BootState = {
  workspace: Workspace;
  phase: 'opening' | 'open' | 'failed';
  done: number;
  total: number | null;
  report: unknown;
  round: number;
  /** nobody has said yet who works here: the three questions come first */
  first: boolean;
  /** name of the backup this opening puts in place; empty where there is none */
  backup: string;
};

export const useBoot = create<BootState>(() => ({
  workspace: 'work',
  phase: 'opening',
  done: 0,
  total: null,
  report: null,
  round: 0,
  first: false,
  backup: '',
}));

/** Asks the frame to leave this workspace and open that one (or the same again after a repair or from a backup). */
export function switchWorkspace(workspace: Workspace, backup = ''): void {
  useBoot.setState((s) => ({ workspace, phase: 'opening', done: 0, total: null, report: null, round: s.round + 1, first: false, backup }));
}

export function endFirstStart(): void {
  useBoot.setState({ first: false });
}

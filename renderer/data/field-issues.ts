/** Findings as the words under the fields they are about. */
import type { TFunction } from 'i18next';
import type { Finding } from '../../shared/domain/finding.ts';
import type { FieldIssues } from '../ui/RecordForm.tsx';

/** 必须修改 red, 请核实 amber; several findings of one field are joined. */
export function fieldIssues(t: TFunction, findings: readonly Finding[], table: string, id: string): FieldIssues {
  const issues: Record<string, { error?: string; warning?: string }> = {};
  for (const f of findings) {
    if (f.where.table !== table || f.where.id !== id || f.where.field === undefined) continue;
    const here = (issues[f.where.field] ??= {});
    const words = t(`findings:message.${f.message.key}`, f.message.params ?? {});
    const kind = f.level === 'must' ? 'error' : 'warning';
    here[kind] = here[kind] ? `${here[kind]} ${words}` : words;
  }
  return issues;
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { latestSigning, type DealFile } from '../../../../shared/domain/deal-file.ts';
import { asSubmitted, differenceOf, isSame, versionBefore, type Line } from '../../../../shared/domain/filing-difference.ts';
import type { FilledForm } from '../../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { pointOf } from '../../../../shared/domain/register-points.ts';
import { supplementsOf } from '../../../../shared/domain/supplement-draft.ts';
import type { FormLists } from '../../../data/form-lists.ts';
import { fileName } from '../../../documents/contract-docx.ts';
import { correctionDocument } from '../../../documents/correction-docx.ts';
import { LatestFile, MakeDocx, useWatermark } from '../../../documents/MadeFile.tsx';
import { StatusTag } from '../../../ui/marks.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { placesOf } from './places.ts';
import './correction.css';

type Props = { file: DealFile; whole: DealFile; filing: Filing; form: FilledForm; values: Readonly<Record<string, string>>; lists: FormLists };

/** What this version says otherwise than the returned one, side by side, and the 补正说明 for the registry. */
export function VersionDifference({ file, whole, filing, form, values, lists: { lists, points } }: Props) {
  const { t, i18n } = useTranslation('correction');
  const watermark = useWatermark();
  const before = versionBefore(whole.filings, filing);
  const difference = useMemo(() => {
    if (!before) return undefined;
    return differenceOf(before, asSubmitted(file, filing, values), form.fields, lists);
  }, [before, file, filing, form, lists, values]);
  if (!before || !difference) return null;
  // the statement is a Chinese paper, whatever language the screen speaks
  const zh = i18n.getFixedT('zh', 'correction');
  const zhOf = i18n.getFixedT('zh', 'registration');
  const formName = (key: string): string => form.fields.find((f) => f.key === key)?.zh ?? key;
  const document = correctionDocument({
    dealName: file.deal.name ?? '',
    contractNo: latestSigning(file)?.contractNo ?? '',
    seller: file.seller?.name ?? '',
    point: pointOf(points, filing.pointId)?.name ?? '',
    version: filing.version ?? 1,
    returnedOn: before.returnedOn ?? '',
    grounds: (before.reasons ?? []).map((r) => ({
      code: r.code ?? '',
      text: r.text ?? '',
      place: placesOf(zhOf, file, before, form, r)
        .map((p) => p.label)
        .join('、'),
      how: [r.done ? zh('done') : '', r.how ?? ''].filter(Boolean).join('：'),
    })),
    difference,
    formName,
    factName: (key) => zh(`fact.${key}` as never, { defaultValue: key }) as string,
    supplements: supplementsOf(whole)
      .filter((s) => s.stage === 'scanned')
      .map((s) => `${zh('supplement.open', { n: s.contract.version ?? 1 })}（${zh('supplement.stage.scanned')}）`),
    watermark,
  });
  const job = { dealId: file.deal.id, kind: 'correction', sourceTable: 'filings' as const, sourceId: filing.id, intent: 'filing.statement' };
  const was = before.version ?? 1;
  return (
    <Panel title={t('difference.title', { n: was })}>
      {isSame(difference) && (
        <p data-field={`filings/${filing.id}/difference`}>
          <StatusTag tone="attention">{t('difference.none')}</StatusTag>
        </p>
      )}
      <Lines title={t('difference.form')} lines={difference.form} name={formName} was={was} now={filing.version ?? 1} />
      <Lines
        title={t('difference.facts')}
        lines={difference.facts}
        name={(key) => t(`fact.${key}` as never, { defaultValue: key }) as string}
        was={was}
        now={filing.version ?? 1}
      />
      {difference.added.length + difference.removed.length > 0 && (
        <ul aria-label={t('difference.papers')}>
          {[...difference.added.map((p) => ({ ...p, how: 'added' as const })), ...difference.removed.map((p) => ({ ...p, how: 'removed' as const }))].map(
            (p) => (
              <li key={`${p.how}${p.sha256}`}>
                <StatusTag tone={p.how === 'added' ? 'current' : 'neutral'}>{t(`difference.${p.how}`)}</StatusTag> {p.name}
              </li>
            ),
          )}
        </ul>
      )}
      <div className="toolbar">
        <MakeDocx
          job={job}
          label={t('difference.make')}
          failed="correction:difference.failed"
          build={() => ({ name: fileName([file.deal.name ?? '', zhOf('version', { n: filing.version ?? 1 }), document.title], 'docx'), document })}
        />
      </div>
      <LatestFile sourceId={filing.id} kinds={['correction']} contentId={document.contentId} />
    </Panel>
  );
}

function Lines({ title, lines, name, was, now }: { title: string; lines: readonly Line[]; name: (key: string) => string; was: number; now: number }) {
  const { t } = useTranslation('correction');
  if (lines.length === 0) return null;
  return (
    <table className="difference" aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('difference.before', { n: was })}</th>
          <th scope="col">{t('difference.after', { n: now })}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((l) => (
          <tr key={l.key}>
            <th scope="row">{name(l.key)}</th>
            <td>{l.before || t('difference.blank')}</td>
            <td>{l.after || t('difference.blank')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

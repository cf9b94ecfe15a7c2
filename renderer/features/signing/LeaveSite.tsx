import { Checkbox } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { furtherSides } from '../../../shared/domain/checks/signing-further.ts';
import { linesOf } from '../../../shared/domain/contract/build.ts';
import type { Contract, Promised, Signing } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Finding, Where } from '../../../shared/domain/finding.ts';
import { openPromises, siteLines, type SiteLine, type SiteState } from '../../../shared/domain/leave-site.ts';
import { archiveRow, editRow, makeRow } from '../../data/edit-row.ts';
import { placeOf } from '../../data/findings.ts';
import { today } from '../../data/rules.ts';
import { newId } from '../../data/store.ts';
import { leaveSiteDocument } from '../../documents/leave-site.ts';
import { LatestFile, MakeFile, useWatermark } from '../../documents/MadeFile.tsx';
import { pdfOf } from '../../documents/print-pdf.tsx';
import { navigate } from '../../session/route.ts';
import { EditGrid, type GridColumn } from '../../ui/EditGrid.tsx';
import { TextArea } from '../../ui/fields/TextField.tsx';
import { StatusTag, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { tickAnnex, writeAnnexes } from './edit-signing.ts';
import { sideTitle } from './side-title.ts';

const TONES: Record<SiteState, Tone> = { ok: 'done', explained: 'neutral', open: 'attention', ask: 'attention', wrong: 'blocked' };

/** 附件: what belongs to the paper, each ticked when it lies with it. */
export function Annexes({ signing }: { signing: Signing }) {
  const { t } = useTranslation('signing');
  const here = new Set(signing.annexesHere ?? []);
  return (
    <Panel title={t('section.annexes')}>
      <TextArea
        label={t('field.annexes')}
        name={`signings/${signing.id}/annexes`}
        hint={t('hint.annexes')}
        value={signing.annexes}
        onSave={(v) => writeAnnexes(signing.id, v)}
        draftKey={`signings/${signing.id}/annexes`}
        rows={2}
      />
      <ul className="annexes" aria-label={t('field.annexesHere')}>
        {linesOf(signing.annexes).map((name) => (
          <li key={name}>
            <Checkbox checked={here.has(name)} onChange={(e) => void tickAnnex(signing.id, name, e.target.checked)}>
              {name}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** 承诺事项: what was promised at the table; each comes up in 今日 before its day. */
export function Promises({ signing, promises }: { signing: Signing; promises: readonly Promised[] }) {
  const { t } = useTranslation('signing');
  const columns = useMemo<GridColumn<Promised>[]>(() => {
    const typed = (key: 'by' | 'what' | 'dueOn' | 'doneOn', kind: 'text' | 'day', width: string): GridColumn<Promised> => ({
      key,
      header: t(`promise.field.${key}`),
      kind,
      width,
      value: (p) => p[key],
      onSave: (p, v) => editRow('promises', p.id, { [key]: v }, { note: p.what ?? '' }),
    });
    return [typed('by', 'text', '22%'), typed('what', 'text', ''), typed('dueOn', 'day', '124px'), typed('doneOn', 'day', '124px')];
  }, [t]);
  return (
    <Panel title={t('section.promises')}>
      <EditGrid<Promised>
        label={t('section.promises')}
        table="promises"
        columns={columns}
        rows={promises}
        addLabel={t('promise.add')}
        empty={t('promise.empty')}
        onAdd={() => void makeRow('promises', { id: newId(), signingId: signing.id, ...(signing.dealId ? { dealId: signing.dealId } : {}) })}
        rowMenu={(p) => [{ key: 'remove', label: t('promise.remove'), onClick: () => void archiveRow('promises', p.id, true, p.what) }]}
      />
    </Panel>
  );
}

const words = (of: TFunction<'signing'>, f: Finding): string => of(`findings:message.${f.message.key}`, f.message.params ?? {}) as string;

/** What is wrong with a line, how it is mended, and the way to its field. */
function Open({ line: { state, findings, field }, signing, dealId }: { line: SiteLine; signing: Signing; dealId: string }) {
  const { t } = useTranslation('signing');
  if (state === 'ok' || state === 'explained') return null;
  const to = (where: Where) => () => navigate(placeOf(where, dealId) ?? { room: 'deals', id: dealId, tab: 'signing' });
  if (findings.length === 0)
    return field === undefined ? null : (
      <p className="leave-why">
        <button type="button" className="link" onClick={to({ table: 'signings', id: signing.id, field })}>
          {t('leave.fill')}
        </button>
      </p>
    );
  return findings.map((f) => (
    <p className="leave-why" key={f.key}>
      <strong>{t(`ui:finding.${f.level}`)}</strong> {words(t, f)}{' '}
      <span className="muted">{t(`findings:fix.${f.message.key}`, { ...f.message.params, defaultValue: '' })}</span>{' '}
      <button type="button" className="link" onClick={to(f.where)}>
        {t('leave.toField')}
      </button>
    </p>
  ));
}

/** 离场核对: everything once more in one look, and the sheet both sides sign. */
export function LeaveSite({
  file,
  signing,
  contract,
  promises,
}: {
  file: DealFile;
  signing: Signing;
  contract: Contract | undefined;
  promises: readonly Promised[];
}) {
  const { t, i18n } = useTranslation('signing');
  const watermark = useWatermark();
  const lines = siteLines({ file, signing, ...(contract ? { contract } : {}), today: today() });
  // the sheet is a Chinese paper, whatever language the screen speaks
  const zh = i18n.getFixedT('zh', 'signing');
  const further = furtherSides(file, signing);
  const group = (of: typeof zh, g: SiteLine['group']): string =>
    g === 'seller' || g === 'buyer'
      ? sideTitle(of, file, contract, g)
      : g === 'paper' || g === 'annex'
        ? of(`leave.group.${g}`)
        : (further.find((side) => g === `further${side.at}`)?.label ?? '');
  const [our, their] = file.deal.role === 'buyer' ? [file.buyer, file.seller] : [file.seller, file.buyer];
  const document = leaveSiteDocument({
    dealName: file.deal.name ?? '',
    contractNo: signing.contractNo ?? '',
    day: today(),
    lines,
    promises: openPromises(promises),
    words: { line: (l) => zh(`leave.line.${l.what}`), group: (g) => group(zh, g), state: (s) => zh(`leave.state.${s}`), finding: (f) => words(zh, f) },
    ourName: our?.name ?? '',
    theirName: their?.name ?? '',
    further: further.map(({ label, party }) => ({ label, name: party?.name ?? '' })),
    watermark,
  });
  const open = lines.filter((l) => l.state !== 'ok' && l.state !== 'explained').length;
  return (
    <Panel
      title={t('section.leave')}
      extra={<StatusTag tone={open === 0 ? 'done' : 'attention'}>{open === 0 ? t('leave.all') : t('leave.open', { count: open })}</StatusTag>}
    >
      <table className="leave-lines">
        <caption className="visually-hidden">{t('section.leave')}</caption>
        <tbody>
          {lines.map((l, i) => (
            <tr key={`${l.group}${l.what}${l.says}`} data-leave={`${l.group}.${l.what}`} data-state={l.state}>
              <th scope="row">{lines[i - 1]?.group === l.group ? '' : group(t, l.group)}</th>
              <td>{t(`leave.line.${l.what}`)}</td>
              <td>
                {l.says}
                <Open line={l} signing={signing} dealId={file.deal.id} />
              </td>
              <td>
                <StatusTag tone={TONES[l.state]}>{t(`leave.state.${l.state}`)}</StatusTag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="toolbar">
        <MakeFile
          label={t('leave.make')}
          failed="signing:leave.failed"
          job={{ dealId: file.deal.id, kind: 'leave-site', sourceTable: 'signings', sourceId: signing.id, intent: 'signing.leave' }}
          build={() => ({ name: t('leave.file', { deal: file.deal.name ?? '', day: today() }), contentId: document.contentId, bytes: () => pdfOf(document) })}
        />
      </div>
      <LatestFile sourceId={signing.id} kinds={['leave-site']} contentId={document.contentId} stale={t('leave.stale')} />
    </Panel>
  );
}

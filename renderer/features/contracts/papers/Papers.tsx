import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { useObserve } from '../../../data/observe.ts';
import { papersOf } from '../../../data/queries/contracts.ts';
import { KINDS, type KindLine } from '../../../documents/clauses.ts';
import { useKindTitle } from '../../../documents/kind-title.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { useViewState } from '../../../session/view-state.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { startPaper } from './edit-papers.ts';
import { OnePaper } from './OnePaper.tsx';

const PAPERS = KINDS.filter((k) => k.flavour === 'paper');
/** Papers under their headings, in the order the first of each stands in. */
const GROUPS = [...new Set(PAPERS.map((k) => k.group?.zh ?? ''))].map((zh) => ({ zh, papers: PAPERS.filter((k) => (k.group?.zh ?? '') === zh) }));

/** 文书 around one deal: every paper by group; each is filled in from what is known. */
export function Papers({ file, onBack }: { file: DealFile; onBack: () => void }) {
  const { t } = useTranslation('contracts');
  const rows = useObserve(() => papersOf(file.deal.id), [file.deal.id]);
  const [chosen, choose] = useViewState<string>(`contracts.paper.${file.deal.id}`, '');
  if (!rows) return <Loading />;
  const open = rows.find((r) => r.id === chosen);
  if (open) return <OnePaper key={open.id} file={file} paper={open} onBack={() => choose('')} />;
  const start = async (kind: KindLine) => {
    const id = await startPaper(file, kind);
    if (isRefusal(id)) showRefusal(id);
    else choose(id);
  };
  return (
    <Page title={t('paper.title')}>
      <div className="toolbar">
        <Button onClick={onBack}>{t('paper.back')}</Button>
        <span className="muted small">{t('paper.text')}</span>
      </div>
      {GROUPS.map(({ zh, papers }) => (
        <Group key={zh} papers={papers} rows={rows} onOpen={choose} onStart={(kind) => void start(kind)} />
      ))}
    </Page>
  );
}

function Group({
  papers,
  rows,
  onOpen,
  onStart,
}: {
  papers: readonly KindLine[];
  rows: readonly Paper[];
  onOpen: (id: string) => void;
  onStart: (kind: KindLine) => void;
}) {
  const { t, i18n } = useTranslation('contracts');
  const title = useKindTitle();
  const group = papers[0]?.group;
  const name = group ? (i18n.language === 'en' ? group.en : group.zh) : t('group.beside');
  return (
    <Panel title={name}>
      <ul className="paper-kinds">
        {papers.map((k) => (
          <li key={k.code} data-paper-kind={k.code}>
            <span className="paper-kind-title">{title(k.code)}</span>
            {rows
              .filter((r) => r.kind === k.code)
              .map((r, i) => (
                <Button key={r.id} size="small" onClick={() => onOpen(r.id)}>
                  {t('paper.open', { n: i + 1 })}
                </Button>
              ))}
            <Button size="small" type="link" aria-label={t('paper.startNamed', { kind: title(k.code) })} onClick={() => onStart(k)}>
              {t('paper.start')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

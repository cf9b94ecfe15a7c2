import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { canSearch } from '../../../shared/text.ts';
import { useObserve } from '../../data/observe.ts';
import { demandRows } from '../../data/queries/demands.ts';
import { achievementRows, newestAchievementIds } from '../../data/queries/portfolio.ts';
import { searchTable } from '../../data/queries/search.ts';
import { startBlank, startFromAchievement, startFromDemand } from '../../data/start-deal.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { matches, usePinyin } from '../../ui/pinyin.ts';
import './deals.css';

const SHOWN = 50;

async function open(started: Promise<string | Refusal>): Promise<void> {
  const id = await started;
  if (isRefusal(id)) showRefusal(id);
  else navigate({ room: 'deals', id }, { replace: true });
}

/** Where a deal begins: an achievement, a demand, somebody's contract, or nothing but a name. */
export function StartDeal() {
  const { t } = useTranslation('deals');
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  const pinyin = usePinyin(true);
  const achievements = useObserve(async () => {
    const found = canSearch(typed) ? (await searchTable('achievements', typed, SHOWN)).ids : await newestAchievementIds(SHOWN);
    return achievementRows(found);
  }, [typed]);
  const demands = useObserve(demandRows, []);
  return (
    <Page title={t('start.title')} crumbs={[{ label: t('title'), to: { room: 'deals' } }]}>
      <div className="start-cards">
        <Panel title={t('start.achievement')}>
          <p className="muted small">{t('start.achievementHint')}</p>
          <Select<string>
            className="field-select"
            aria-label={t('start.achievement')}
            placeholder={t('start.choose')}
            showSearch={{ onSearch: setTyped, filterOption: false }}
            value={null as never}
            options={(achievements ?? []).map((a) => ({ value: a.id, label: a.title || t('untitled') }))}
            onChange={(id, o) => void open(startFromAchievement(id, String((o as { label?: string }).label ?? '')))}
          />
        </Panel>
        <Panel title={t('start.demand')}>
          <p className="muted small">{t('start.demandHint')}</p>
          <Select<string>
            className="field-select"
            aria-label={t('start.demand')}
            placeholder={t('start.choose')}
            value={null as never}
            showSearch={{ filterOption: (text: string, o?: { label?: unknown }) => matches(text, String(o?.label ?? ''), pinyin) }}
            options={(demands ?? [])
              .filter((d) => d.demand.archived !== true)
              .map((d) => ({ value: d.demand.id, label: [d.demand.title || t('untitled'), d.party].filter(Boolean).join(' · ') }))}
            onChange={(id, o) => void open(startFromDemand(id, String((o as { label?: string }).label ?? '')))}
          />
        </Panel>
        <Panel title={t('start.file')}>
          <p className="muted small">{t('start.fileHint')}</p>
          <Button onClick={() => navigate({ room: 'deals', tab: 'from-file' })}>{t('start.pickFile')}</Button>
        </Panel>
        <Panel title={t('start.blank')}>
          <p className="muted small">{t('start.blankHint')}</p>
          <form
            className="start-blank"
            onSubmit={(e) => {
              e.preventDefault();
              if (name.trim() !== '') void open(startBlank(name.trim()));
            }}
          >
            <Input
              value={name}
              aria-label={t('field.name')}
              placeholder={t('field.name')}
              maxLength={300}
              onChange={(e) => setName(e.target.value)}
              onKeyDown={(e) => {
                if (e.key === 'Enter' && (e.nativeEvent.isComposing || e.keyCode === 229)) e.preventDefault();
              }}
            />
            <Button htmlType="submit" type="primary" disabled={name.trim() === ''}>
              {t('start.create')}
            </Button>
          </form>
        </Panel>
      </div>
    </Page>
  );
}

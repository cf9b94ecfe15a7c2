import { Checkbox, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../../../shared/domain/simulation.ts';
import { decimal } from '../../../../shared/money.ts';
import { isRefusal, refuse } from '../../../../shared/result.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { LockIcon } from '../../../ui/marks.tsx';
import { useMoney } from '../../../ui/Money.tsx';
import { CellInput } from '../CellInput.tsx';
import { editSettings, newSeed, TRIALS } from './edit-simulation.ts';
import { countText } from './simulation-words.ts';
import { placeIn, type SimulationAt } from './subject.ts';

const MOST_SEED = 4_294_967_295;
const say = (answer: unknown): void => {
  if (isRefusal(answer)) showRefusal(answer);
};

/** How many trials, from which seed, how they are drawn, and the floor they are measured against. */
export function RunSettings({ at, settings }: { at: SimulationAt; settings: Simulation }) {
  const { t } = useTranslation('simulation');
  const money = useMoney();
  const saveSeed = (text: string | undefined) => {
    const seed = decimal(text)?.toNumber();
    if (seed === undefined || !Number.isInteger(seed) || seed < 0 || seed > MOST_SEED) return refuse('valuation.seedRange', { params: { most: MOST_SEED } });
    return editSettings(at, { seed });
  };
  return (
    <div className="run-settings">
      <div className="run-setting">
        <span id={`trials-${at.applied ?? at.sheetId}`}>{t('trials')}</span>
        <Segmented
          size="small"
          aria-labelledby={`trials-${at.applied ?? at.sheetId}`}
          value={settings.trials}
          options={TRIALS.map((value) => ({ value, label: countText(value) }))}
          onChange={(trials) => void editSettings(at, { trials: Number(trials) }).then(say)}
        />
      </div>
      <div className="run-setting run-seed" data-field={placeIn(at, 'simulation.seed')}>
        <span>{t('seed')}</span>
        <CellInput figure at={[0, 0]} value={String(settings.seed)} label={t('seed')} onSave={saveSeed} />
        <button type="button" className="link" onClick={() => void editSettings(at, { seed: newSeed() }).then(say)}>
          {t('otherSeed')}
        </button>
      </div>
      <div className="run-setting run-floor internal-ground" data-field={placeIn(at, 'simulation.floor')}>
        <span title={t('floorHint')}>
          <LockIcon /> {t('floor', { unit: money.unit })}
        </span>
        <CellInput
          figure
          at={[0, 1]}
          value={settings.floor}
          unread={(settings.floor ?? '') !== '' && decimal(settings.floor) === undefined ? t('ui:field.money.unread') : undefined}
          label={t('floor', { unit: money.unit })}
          placeholder={t('optional')}
          show={money.box}
          read={money.read}
          understood={money.understood}
          onSave={(floor) => editSettings(at, { floor: floor ?? '' })}
        />
      </div>
      <Checkbox checked={settings.quasi === true} onChange={(e) => void editSettings(at, { quasi: e.target.checked }).then(say)}>
        <span title={t('quasiHint')}>{t('quasi')}</span>
      </Checkbox>
    </div>
  );
}

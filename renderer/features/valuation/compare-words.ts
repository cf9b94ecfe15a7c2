/** Differences of two versions in words. */
import type { TFunction } from 'i18next';
import { decimal, formatRate } from '../../../shared/money.ts';
import type { MoneyOnScreen } from '../../ui/Money.tsx';
import { isRate } from './rate-names.ts';
import { countText, parameterName, parameterText, variableName, type SimulationModel } from './simulation/simulation-words.ts';
import type { Difference } from '../../../shared/domain/worksheet-compare.ts';

/** The place within a simulation's settings, where a difference is of one; `model` is what is simulated. */
export function simulatedPlace({ path }: Difference): { model: SimulationModel; place: readonly string[] } | undefined {
  const [head, ...rest] = path.split('/');
  if (head === 'simulation') return { model: 'royalty', place: rest };
  const inner = head === 'applied' ? rest.slice(1).join('/') : '';
  return inner.startsWith('simulation.') ? { model: 'payment', place: inner.split('.').slice(1) } : undefined;
}

/** 模拟 · 许可费率 · 最低 */
function simulatedWords(t: TFunction, model: SimulationModel, [head = '', variable = '', part = '', name = '']: readonly string[]): string {
  const words = (): string[] => {
    if (head === 'result') return [t('simulation:mean')];
    if (head !== 'uncertain') return [t([`simulation:${SETTING[head] ?? `place.${head}`}`], { defaultValue: head })];
    const inner = part === 'kind' ? t('simulation:col.kind') : part === 'typed' ? parameterName(t, name) : t(`valuation:inputCol.${name}`);
    return [variableName(t, model, variable), inner];
  };
  return [t('simulation:title'), ...words()].join(' · ');
}
const SETTING: Readonly<Record<string, string>> = { repairCorrelations: 'repair', quasi: 'quasi' };

function simulatedSide(
  t: TFunction,
  money: MoneyOnScreen,
  model: SimulationModel,
  [head = '', variable = '', part = '']: readonly string[],
  text: string,
): string {
  if (head === 'floor' || head === 'result') return decimal(text) === undefined ? text : `${money.figure(text)} ${money.unit}`;
  if (head === 'repairCorrelations' || head === 'quasi') return t('ui:yes');
  if (head === 'trials') return countText(Number(text));
  if (head === 'correlations')
    return text.replace(/(\w+) (\w+) /g, (_pair, a: string, b: string) => `${variableName(t, model, a)}–${variableName(t, model, b)} `);
  if (head !== 'uncertain') return text;
  return part === 'kind' ? t(`simulation:kind.${text}`) : part === 'typed' ? parameterText(variable, text) : text;
}

/** What differs, without the methods' own words: those come with the methods. */
export function placeWords(t: TFunction, d: Difference): string {
  const simulated = simulatedPlace(d);
  if (simulated) return simulatedWords(t, simulated.model, simulated.place);
  const [head, second = '', third = ''] = d.path.split('/');
  const part = d.part === 'value' ? '' : t(`valuation:inputCol.${d.part}`);
  if (head === 'revenues') return t('weigh:compare.year', { n: Number(second) + 1 });
  if (head === 'inputs') return [t([`valuation:input.${second}`, `valuation:notes.${second}`], { defaultValue: second }), part].filter(Boolean).join(' · ');
  if (head === 'approaches') return t(`weigh:approach.${second}`);
  if (head === 'applied') return [t(`weigh:place.${third}`, { defaultValue: third }), part].filter(Boolean).join(' · ');
  return t([`valuation:field.${head}`, `valuation:input.${head}`, `weigh:place.${head}`], { defaultValue: head });
}

/** One side of a difference as it is read: amounts in the unit of the settings, rates in per cent, choices in words. */
export function sideWords(t: TFunction, money: MoneyOnScreen, d: Difference, text: string): string {
  const [head, second = '', third = ''] = d.path.split('/');
  if (text === '') return t('weigh:compare.none');
  if (d.part === 'grade') return t(`valuation:grade.${text}`, { defaultValue: text });
  if (d.part !== 'value') return text;
  const simulated = simulatedPlace(d);
  if (simulated) return simulatedSide(t, money, simulated.model, simulated.place, text);
  const number = decimal(text) !== undefined;
  if (number && (head === 'revenues' || third === 'low' || third === 'high')) return `${money.box(text)} ${money.unit}`;
  if (number && isRate(head === 'inputs' ? second : head === 'applied' ? third : head!)) return formatRate(text);
  return head === 'inputs' ? t(`valuation:choice.${second}.${text}`, { defaultValue: text }) : text;
}

/** The first few things that differ, for one line. */
export function namesOf(t: TFunction, differences: readonly Difference[], most = 3): string {
  const names = [...new Set(differences.map((d) => placeWords(t, d)))];
  const shown = names.slice(0, most).join(t('ui:comma'));
  return names.length > most ? `${shown} ${t('weigh:compare.more', { count: names.length })}` : shown;
}

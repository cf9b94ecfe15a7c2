/** Editing an achievement: the one thing that must not happen at all is that a state secret is written down. */
import { set, type Edit } from './edit.ts';
import type { Achievement } from './portfolio.ts';
import { refuse, type Refusal } from '../result.ts';

export type AchievementField = Exclude<keyof Achievement, 'id'>;

/** 国家秘密 is no value of 公开范围: an uncleared computer must not hold it (保守国家秘密法). TRL is a whole number from 1 to 9. */
export function editAchievement(id: string, field: AchievementField, value: string | number | boolean | undefined): Edit[] | Refusal {
  if (field === 'disclosure' && value === 'stateSecret') return refuse('achievement.stateSecret', { source: '中华人民共和国保守国家秘密法', field });
  if (field === 'trl' && value !== undefined && (typeof value !== 'number' || value < 1 || value > 9)) return refuse('achievement.trl', { field });
  return [set('achievements', id, { [field]: value } as Partial<Achievement>)];
}

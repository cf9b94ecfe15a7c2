import type { Route } from '../../session/route.ts';
import { AchievementList } from './AchievementList.tsx';
import { AchievementPage } from './AchievementPage.tsx';

/** 成果库: the list, or one achievement in place. */
export function PortfolioRoom({ route }: { route: Route }) {
  return route.id ? <AchievementPage key={route.id} id={route.id} /> : <AchievementList />;
}

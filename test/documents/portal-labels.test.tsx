/** The form's labels are the portal's: in English it is said why they stand there in Chinese. */
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';

let line: () => string;
let english: () => Promise<unknown>;
beforeAll(async () => {
  const { i18n, startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('zh');
  english = () => i18n.changeLanguage('en');
  const { PortalLabels } = await import('../../renderer/features/registration/PortalLabels.tsx');
  line = () => renderToStaticMarkup(<PortalLabels />);
});

it('explains the Chinese labels to who reads English, and says nothing in Chinese', async () => {
  expect(line()).toBe('');
  await english();
  expect(line()).toContain('as they stand on the registration portal');
});

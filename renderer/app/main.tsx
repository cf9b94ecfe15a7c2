/** The first script after the first paint: nonce, words, settings, then React. */
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { useSettings } from '../session/settings.ts';
import { applyAppearance } from './appearance.ts';
import { Boot } from './Boot.tsx';
import { startI18n } from './i18n.ts';
import { keepSettings, restoreSettings } from './persist-session.ts';
import { giveStylesTheNonce, styleNonce } from './style-nonce.ts';

// zod would otherwise try `new Function`, which the content security policy reports as an attack
z.config({ jitless: true });
const nonce = styleNonce();
giveStylesTheNonce(nonce);

// a page that closes its own window would skip the saving that every other way out begins with
window.close = () => undefined;

await restoreSettings();
startI18n(useSettings.getState().locale);
applyAppearance();
keepSettings();
createRoot(document.getElementById('root')!).render(<Boot nonce={nonce} />);

/** `npm run registry`: runs main.ts as it stands, without a build. */
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');

import { wireWorld } from '../support/wire-world.ts';
import { keepsTheLaw } from './faults-suite.ts';

keepsTheLaw('the real registry through the real carrier, with signed letters', wireWorld, 100);

import { fakeWorld } from '../support/fake-world.ts';
import { keepsTheLaw } from './faults-suite.ts';

keepsTheLaw('a fake registry', fakeWorld, 400);

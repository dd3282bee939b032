import { Initial1780000000000 } from './migrations/1780000000000-initial.ts';

/** Every migration, oldest first. */
export const migrations = [Initial1780000000000];

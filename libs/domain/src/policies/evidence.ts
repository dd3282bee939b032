import { hasRole } from '../viewer.ts';
import { writePolicy } from './policy.ts';

/** Outcomes, indicators, definitions, populations, baselines and targets. */
export const canManageIndicators = writePolicy([], (viewer) => hasRole(viewer, 'data_manager', 'director'));

/** Upload, map, commit and undo an import. */
export const canImport = writePolicy([], (viewer) => hasRole(viewer, 'data_manager', 'director'));

/** See numbers that the disclosure gate hides from everybody else. */
export const canSeeHidden = writePolicy([], (viewer) => hasRole(viewer, 'data_manager', 'director'));

/** Recalculate a chart's limits, with a reason on record. */
export const canRecalculateLimits = writePolicy([], (viewer) =>
  hasRole(viewer, 'data_manager', 'director', 'facilitator'),
);

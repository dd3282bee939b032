// The entry `@throughline/measurement/disclosure`: which cells of a release to hide, and what the rest gives away.
export { impliedCounts } from './additivity/additions.ts';
export type {
  Additions,
  Counted,
  CountedWorld,
  PlaceShape,
  PopulationShape,
  UnexplainedGroups,
} from './additivity/counted.ts';
export { additionsWithLeftOut, leftOutOf, type NamedElsewhere, namedElsewhere } from './additivity/left-out.ts';
export { levelsIn, type LinkEvidence, linkIn, type SharedCell } from './additivity/link-evidence.ts';
export {
  type LinkKind,
  type MeasureLink,
  type SharedMeasure,
  type SharedNumber,
  type SharedPeople,
  sharedPeople,
} from './additivity/shared-people.ts';
export { type Finding } from './audit-component.ts';
export { both } from './facts.ts';
export { loadHighsSolver } from './highs-solver.ts';
export { type IntervalSubject, intervalMayBeShown } from './intervals.ts';
export type { Pool } from './pool.ts';
export { cellId } from './release.ts';
export { auditRelease, type Protected, protectRelease } from './protect.ts';
export type {
  AdditiveSet,
  Centre,
  CodedRange,
  Coding,
  Decision,
  DisclosureOptions,
  EarlierNumbers,
  Fact,
  HiddenReason,
  Ledger,
  LedgerEntry,
  NestedPair,
  Part,
  Release,
  ReleaseCell,
  ReleaseChart,
  Sum,
  Tie,
  Verdict,
} from './release.ts';
export type { Held, LinearProgram, LinearRow, Optimum, Question, Solver, SolverModel } from './solver.ts';
export { UnionFind } from './union-find.ts';

// The entry `@throughline/measurement/disclosure`: which cells of a release to hide, and what the rest gives away.
export { additionsOf, impliedPeople } from './additivity/additions.ts';
export type {
  Additions,
  Counted,
  CountedWorld,
  PlaceShape,
  PopulationShape,
  UnexplainedGroups,
} from './additivity/counted.ts';
export { type Finding } from './audit-component.ts';
export { both } from './facts.ts';
export { loadHighsSolver } from './highs-solver.ts';
export type { Pool } from './pool.ts';
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
  Release,
  ReleaseCell,
  ReleaseChart,
  Sum,
  Verdict,
} from './release.ts';
export type { Held, LinearProgram, LinearRow, Optimum, Question, Solver, SolverModel } from './solver.ts';
export { UnionFind } from './union-find.ts';

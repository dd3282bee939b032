import type {
  ActionState,
  AdoptionStage,
  CycleDecision,
  CycleScale,
  EscalationCategory,
  EscalationKind,
  MemberRole,
  Perspective,
  PredictionDirection,
  SeatRole,
  Sector,
  StrategyKind,
  SystemChangeKind,
  Verdict,
} from '@throughline/domain/vocabulary';

/**
 * The demo's year as data. `day` counts back from today: 200 is two hundred days ago. Dates that lie ahead of the day on
 * which something is written are given the same way and may be negative (still to come).
 */
export interface StoryPerson {
  key: string;
  name: string;
  role: MemberRole;
  organization: string;
}

export interface StoryOrganization {
  key: string;
  name: string;
  sector: Sector;
}

export interface StorySeat {
  person: string;
  role: SeatRole;
  perspective: Perspective;
  responsibilities: string;
}

export interface StoryFactor {
  key: string;
  kind: 'gap' | 'strength';
  title: string;
  description: string;
  basis: string;
  day: number;
}

export interface StoryStrategy {
  key: string;
  kind: StrategyKind;
  population?: string;
  factor: string;
  title: string;
  description: string;
}

export interface StoryAction {
  key: string;
  strategy: string;
  title: string;
  owner: string;
  day: number;
  due: number;
  /** What was said of it, oldest first. */
  updates: { day: number; by: string; state: ActionState; note: string }[];
}

export interface StoryQuestion {
  question: string;
  prediction: string;
  direction: PredictionDirection;
  low?: number;
  high?: number;
  result?: string;
  value?: number;
  evidence?: string;
  verdict?: Verdict;
}

export interface StoryCycle {
  idea: string;
  title: string;
  owner: string;
  scale: CycleScale;
  objective: string;
  conditions: string;
  measure: string;
  questions: StoryQuestion[];
  plan: number;
  do?: { day: number; happened: string; asPlanned: boolean; deviations?: string };
  study?: { day: number; learned: string };
  act?: { day: number; decision: CycleDecision; reason: string };
}

export interface StoryIdea {
  key: string;
  strategy: string;
  title: string;
  description: string;
  day: number;
}

export interface StoryQuickLog {
  idea: string;
  by: string;
  day: number;
  tried: string;
  expected: string;
  happened: string;
}

export interface StoryEscalation {
  key: string;
  kind: EscalationKind;
  category: EscalationCategory;
  title: string;
  description: string;
  ask: string;
  by: string;
  /** Organization key, or the leadership table. */
  to: string | 'leadership';
  action?: string;
  day: number;
  respondBy: number;
  answers: {
    day: number;
    by: string;
    verb: 'acknowledge' | 'commit' | 'decline' | 'redirect' | 'fulfil' | 'confirm' | 'reopen';
    text: string;
    promisedBy?: number;
    to?: string;
  }[];
}

export interface StoryPractice {
  /** The idea whose adoption opened it. */
  idea: string;
  description: string;
  core: string;
  adaptable: string;
  sites: { site: string; steps: { day: number; stage: AdoptionStage; note: string }[] }[];
  changes: { day: number; kind: SystemChangeKind; organization: string; title: string; description: string }[];
}

export interface StoryNetwork {
  key: string;
  name: string;
  purpose: string;
  outcome: string;
  indicator: string;
  /** The indicator that its tests are tied to, where there is one that moves fast enough. */
  testsMove?: string;
  /** What would have to change, and under it the factor that it stands on. */
  drivers: { title: string; under?: string; factor?: string }[];
  day: number;
  seats: StorySeat[];
  charter: {
    indicator: string;
    population: string;
    from: number;
    to: number;
    by: string;
    scope: string;
    sphereOfControl: string;
    agreements: string;
    drafted: number;
    submitted?: number;
    signOffs: { day: number; person: string; verdict: 'agree' | 'object'; comment: string }[];
    adopted?: number;
  };
  factors: StoryFactor[];
  strategies: StoryStrategy[];
  actions: StoryAction[];
  planAgreed?: number;
  ideas: StoryIdea[];
  cycles: StoryCycle[];
  quickLogs: StoryQuickLog[];
  escalations: StoryEscalation[];
  practices: StoryPractice[];
}

/**
 * The closed word lists of the product: one word for one thing, from the table to the screen.
 * Every list is the single source for the database's check constraint, the GraphQL enum and the translated label.
 */

/** What a member is in a partnership; a partnership role, not a seat at one network. */
export const memberRoles = [
  'director',
  'data_manager',
  'facilitator',
  'communications_manager',
  'community_engagement_manager',
  'partner_leader',
  'member',
  'viewer',
] as const;
export type MemberRole = (typeof memberRoles)[number];

/** The part of the community that an organization belongs to. */
export const sectors = [
  'early_childhood',
  'k12',
  'higher_education',
  'health',
  'housing',
  'community',
  'philanthropy',
  'business',
  'government',
  'faith',
  'backbone',
] as const;
export type Sector = (typeof sectors)[number];

export const seatRoles = ['facilitator', 'chair', 'sponsor', 'member'] as const;
export type SeatRole = (typeof seatRoles)[number];

/** The point of view that a seat brings; the lists show who is not at the table. */
export const perspectives = ['practitioner', 'leader', 'youth', 'family', 'resident', 'funder', 'data'] as const;
export type Perspective = (typeof perspectives)[number];

export const networkStates = ['forming', 'active', 'paused', 'retired'] as const;
export type NetworkState = (typeof networkStates)[number];

/**
 * Where an outcome stands on the way from cradle to career, in the way's order: the seven outcomes that cradle-to-career
 * partnerships share, and what is none of them.
 */
export const outcomeStages = [
  'kindergarten_readiness',
  'early_grade_reading',
  'middle_grade_math',
  'high_school_graduation',
  'postsecondary_enrollment',
  'postsecondary_completion',
  'employment',
  'other',
] as const;
export type OutcomeStage = (typeof outcomeStages)[number];

export const indicatorLevels = ['core', 'contributing', 'systems'] as const;
export type IndicatorLevel = (typeof indicatorLevels)[number];

export const measureTypes = ['proportion', 'rate', 'mean', 'count', 'time_between'] as const;
export type MeasureType = (typeof measureTypes)[number];

/** The direction that is better. */
export const directions = ['higher', 'lower'] as const;
export type Direction = (typeof directions)[number];

export const cadences = [
  'day',
  'week',
  'month',
  'quarter',
  'term',
  'school_year',
  'year',
  'rolling_year',
  'two_years',
  'three_years',
  'four_years',
  'five_years',
  'seven_years',
  'ten_years',
] as const;
export type Cadence = (typeof cadences)[number];

/** What one observation says; only `reported` has a value, `bounded` has a lower or an upper bound. */
export const observationStatuses = [
  'reported',
  'bounded',
  'suppressed_by_source',
  'not_reported',
  'not_applicable',
] as const;
export type ObservationStatus = (typeof observationStatuses)[number];

/** What a person may decide about how everybody reads a series' chart. */
export const chartDecisionKinds = ['recalculation', 'frozen_baseline', 'excluded_point'] as const;
export type ChartDecisionKind = (typeof chartDecisionKinds)[number];

export const placeKinds = [
  'nation',
  'state',
  'region',
  'county',
  'district',
  'town',
  'school',
  'site',
  'program',
  'neighborhood',
  'tract',
] as const;
export type PlaceKind = (typeof placeKinds)[number];

/**
 * Systems of codes that many publishers use; any other is named by its publisher. A state numbers its districts, schools
 * and other places each by themselves.
 */
export const codeSystems = ['nces_leaid', 'nces_school', 'fips', 'state_district', 'state_school', 'state'] as const;
export type CodeSystem = (typeof codeSystems)[number];

export const importStates = ['uploaded', 'mapped', 'checked', 'committed', 'undone', 'discarded'] as const;
export type ImportState = (typeof importStates)[number];

/** What became of the numbers that an organization sent for one period of a data request. */
export const dataAnswerStates = ['sent', 'replaced', 'returned', 'accepted'] as const;
export type DataAnswerState = (typeof dataAnswerStates)[number];

/** What an organization owes of the first period without an answer: it still lasts, its numbers are due, or they are late. */
export const requestStandings = ['upcoming', 'due', 'late'] as const;
export type RequestStanding = (typeof requestStandings)[number];

/** Which data requests are looked at. */
export const dataRequestViews = ['open', 'late', 'due', 'in_review', 'ended'] as const;
export type DataRequestView = (typeof dataRequestViews)[number];

/** How often a data source is expected to have a new file. */
export const sourceCadences = ['week', 'month', 'quarter', 'year', 'two_years', 'five_years'] as const;
export type SourceCadence = (typeof sourceCadences)[number];

/** Where a data source stands: its next file is not expected yet, it may come any day, or it is late. */
export const sourceStandings = ['upcoming', 'due', 'late'] as const;
export type SourceStanding = (typeof sourceStandings)[number];

/** What a new file of a data source says of an observation beside what the partnership has. */
export const rowChanges = ['added', 'revised', 'gone', 'same'] as const;
export type RowChange = (typeof rowChanges)[number];

export const charterStates = ['draft', 'in_review', 'adopted', 'amended', 'retired'] as const;
export type CharterState = (typeof charterStates)[number];

export const signOffVerdicts = ['agree', 'object'] as const;
export type SignOffVerdict = (typeof signOffVerdicts)[number];

export const factorKinds = ['gap', 'strength'] as const;
export type FactorKind = (typeof factorKinds)[number];

export const driverKinds = ['primary', 'secondary'] as const;
export type DriverKind = (typeof driverKinds)[number];

export const planStates = ['draft', 'agreed', 'superseded'] as const;
export type PlanState = (typeof planStates)[number];

export const strategyKinds = ['universal', 'targeted'] as const;
export type StrategyKind = (typeof strategyKinds)[number];

export const strategyStates = ['active', 'done', 'abandoned'] as const;
export type StrategyState = (typeof strategyStates)[number];

export const actionStates = ['not_started', 'in_progress', 'blocked', 'done', 'abandoned'] as const;
export type ActionState = (typeof actionStates)[number];

export const ideaStates = ['proposed', 'testing', 'adopted', 'abandoned'] as const;
export type IdeaState = (typeof ideaStates)[number];

/** The four stages of a PDSA cycle, then its end. */
export const cycleStages = ['plan', 'do', 'study', 'act', 'closed'] as const;
export type CycleStage = (typeof cycleStages)[number];

/** How large a test is; the order is the ladder's. */
export const cycleScales = ['one_person', 'one_group', 'one_site', 'several_sites', 'whole_system'] as const;
export type CycleScale = (typeof cycleScales)[number];

export const cycleDecisions = ['adopt', 'adapt', 'abandon', 'expand'] as const;
export type CycleDecision = (typeof cycleDecisions)[number];

export const predictionDirections = ['rise', 'fall', 'no_change', 'qualitative'] as const;
export type PredictionDirection = (typeof predictionDirections)[number];

/** What Study says of a prediction. */
export const verdicts = ['met', 'partly', 'not_met'] as const;
export type Verdict = (typeof verdicts)[number];

export const escalationKinds = ['opportunity', 'barrier'] as const;
export type EscalationKind = (typeof escalationKinds)[number];

export const escalationCategories = ['financial', 'operational', 'political'] as const;
export type EscalationCategory = (typeof escalationCategories)[number];

export const escalationStates = [
  'raised',
  'acknowledged',
  'committed',
  'declined',
  'redirected',
  'fulfilled',
  'confirmed',
  'accepted',
  'withdrawn',
] as const;
export type EscalationState = (typeof escalationStates)[number];

export const practiceStates = ['testing_scale', 'scaling', 'sustained', 'retired'] as const;
export type PracticeState = (typeof practiceStates)[number];

/** How far one site is with one practice; `stopped` can follow any stage. */
export const adoptionStages = ['exploring', 'preparing', 'trying', 'using', 'sustaining', 'stopped'] as const;
export type AdoptionStage = (typeof adoptionStages)[number];

export const systemChangeKinds = ['policy', 'practice', 'resource_flow', 'power_structure'] as const;
export type SystemChangeKind = (typeof systemChangeKinds)[number];

/** Everything that can stand on the thread, in the left-to-right order of the map. */
export const itemKinds = [
  'indicator',
  'network',
  'charter',
  'factor',
  'driver',
  'change_idea',
  'action_plan',
  'strategy',
  'action',
  'cycle',
  'escalation',
  'practice',
  'site',
  'system_change',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Why one item follows from another; read "to … from": `to` came of `from`. */
export const linkRelations = [
  'explains',
  'answers',
  'tests',
  'continues',
  'blocked_by',
  'responds_to',
  'became',
  'supports',
] as const;
export type LinkRelation = (typeof linkRelations)[number];

/** How percentages about few people are written: as they are, with coded extremes by denominator, or in whole percents. */
export const codings = ['none', 'bands', 'whole_percents'] as const;
export type Coding = (typeof codings)[number];

/**
 * How two indicators over the same people stand to each other: the same measure under two names, what makes everybody
 * together, levels of which nobody reaches two, the first within the second or around it, or only the same people.
 */
export const measureLinkKinds = ['same', 'complement', 'levels', 'within', 'around', 'people'] as const;
export type MeasureLinkKind = (typeof measureLinkKinds)[number];

/** Who linked two indicators: their numbers, or a person. */
export const measureLinkOrigins = ['numbers', 'person'] as const;
export type MeasureLinkOrigin = (typeof measureLinkOrigins)[number];

/**
 * Why a number is hidden; for those who keep the data, as a reader may not know which mark is which. `not_decided` waits
 * for its decision, `undecided` was decided and could not be shown to be safe.
 */
export const hiddenReasons = [
  'people_unknown',
  'few_people',
  'few_who_count',
  'few_who_do_not_count',
  'needed_by_sibling',
  'needed_by_linked',
  'computable_otherwise',
  'undecided',
  'not_decided',
] as const;
export type HiddenReason = (typeof hiddenReasons)[number];

/** The reasons that lie in the number itself: it is about few people, or may be. */
export const reasonsOfItsOwn = [
  'people_unknown',
  'few_people',
  'few_who_count',
  'few_who_do_not_count',
] as const satisfies readonly HiddenReason[];

/** The reasons that lie in other numbers, which would tell it or be told by it. */
export const reasonsOfOthers = [
  'needed_by_sibling',
  'needed_by_linked',
  'computable_otherwise',
] as const satisfies readonly HiddenReason[];

/** What an entry of the audit is about: whom and what a director looks for. */
export const auditTopics = ['people', 'seats', 'settings', 'data', 'sign_ins', 'work'] as const;
export type AuditTopic = (typeof auditTopics)[number];

/** Why somebody is notified. */
export const notificationKinds = ['ask', 'answer', 'assignment', 'sign_off', 'mention', 'due_soon', 'overdue'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** When a member is mailed about notifications of a kind. */
export const mailCadences = ['at_once', 'daily', 'weekly', 'nothing'] as const;
export type MailCadence = (typeof mailCadences)[number];

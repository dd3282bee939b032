import type { AuditTopic } from './vocabulary.ts';

/** What became of a way to sign in. */
export const wayVerbs = ['passkey_added', 'passkey_removed', 'provider_connected', 'provider_disconnected'] as const;
export type WayVerb = (typeof wayVerbs)[number];

/** What the history says of somebody's second factor: turned on or off, removed by whoever runs the server, refused. */
export const secondFactorVerbs = [
  'second_factor_on',
  'second_factor_off',
  'second_factor_removed',
  'second_factor_failed',
] as const;
export type SecondFactorVerb = (typeof secondFactorVerbs)[number];

/** What the history says of signing in; the rows are about a membership. */
export const signInVerbs = ['sign_in', 'sign_in_failed', ...wayVerbs, ...secondFactorVerbs] as const;
export type SignInVerb = (typeof signInVerbs)[number];

/** What the chain of the history says of itself: words that were forgotten, and a chain of another server taken up here. */
export const chainVerbs = ['forget', 'take_up'] as const;
export type ChainVerb = (typeof chainVerbs)[number];

/** What those rows, and those of signing in, are about. */
export const trailKinds = ['member', 'partnership'] as const;
export type TrailKind = (typeof trailKinds)[number];

/** Which kinds of rows a topic is about; what is in none of them is the work itself. */
export const kindsOfTopic = {
  people: ['member', 'organization', 'invitation', 'read_key'],
  seats: ['seat', 'leadership_table', 'network'],
  settings: ['partnership', 'indicator_link', 'population_dimension', 'chart_decision'],
  data: [
    'import',
    'saved_mapping',
    'data_source',
    'data_request',
    'data_request_link',
    'data_answer',
    'indicator',
    'indicator_definition',
    'outcome',
    'target',
    'observation',
    'population',
    'place',
  ],
} as const satisfies Record<Exclude<AuditTopic, 'sign_ins' | 'work'>, readonly string[]>;

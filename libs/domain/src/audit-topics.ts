import type { AuditTopic } from './vocabulary.ts';

/** What the history says of signing in; the rows are about a membership. */
export const signInVerbs = ['sign_in', 'sign_in_failed'] as const;

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

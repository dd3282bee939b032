import { isSearchedFor } from '../../database/name-search.ts';
import { quote } from '../../database/words-sql.ts';
import { isStandingNetwork } from '../../database/work-sql.ts';
import { outcomeStages } from '@throughline/domain/vocabulary';
import type { ListQuery } from '../../tenancy/page.ts';
import { Outcome } from './outcome.entity.ts';

/** SQL of outcomes; every text takes $1 = partnership. */

/** The place of a stage on the way from cradle to career, for an alias that has `stage`; from 1. */
export const stageRank = (outcome: string): string =>
  `array_position(ARRAY[${outcomeStages.map(quote).join(', ')}]::text[], ${outcome}.stage)`;

/** Outcomes that are worked on, from cradle to career; $2 a part of the name or an id, null for all. */
export const outcomesByStage: ListQuery = {
  columns: (tx) => tx.columns(Outcome, 'o'),
  from: 'outcome o',
  where: `o.partnership_id = $1 AND o.retired_at IS NULL AND ${isSearchedFor('o', '$2')}`,
  order: [
    { by: stageRank('o'), type: 'int' },
    { by: 'o.position', type: 'int' },
    { by: 'o.id', type: 'uuid' },
  ],
};

/** The place after the last outcome. */
export const nextPosition = 'SELECT coalesce(max(position), -1) + 1 AS position FROM outcome WHERE partnership_id = $1';

/** $2 outcome. What still stands under it, by name. */
export const findUnderOutcome = `
SELECT i.name FROM indicator i WHERE i.partnership_id = $1 AND i.outcome_id = $2 AND i.retired_at IS NULL
UNION ALL SELECT n.name FROM network n WHERE n.partnership_id = $1 AND n.outcome_id = $2 AND ${isStandingNetwork('n')} LIMIT 3`;

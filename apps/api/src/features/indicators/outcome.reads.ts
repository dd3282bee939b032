import { outcomeStages } from '@throughline/domain/vocabulary';

/** SQL of outcomes; every text takes $1 = partnership. */

/** The place of a stage on the way from cradle to career, for an alias that has `stage`; from 1. */
export const stageRank = (outcome: string): string =>
  `array_position(ARRAY[${outcomeStages.map((stage) => `'${stage}'`).join(', ')}]::text[], ${outcome}.stage)`;

/** $2 to $4: stage's place, position and id of the last row, or null; $5 rows. */
export const pageOutcomes = (columns: string): string => `
SELECT ${columns}, ${stageRank('o')} AS rank FROM outcome o
WHERE o.partnership_id = $1 AND o.retired_at IS NULL AND ($2::int IS NULL OR (${stageRank('o')}, o.position, o.id) > ($2, $3::int, $4::uuid))
ORDER BY rank, o.position, o.id LIMIT $5`;

export const countOutcomes =
  'SELECT count(*) AS count FROM outcome o WHERE o.partnership_id = $1 AND o.retired_at IS NULL';

/** $2 outcome. What still stands under it, by name. */
export const findUnderOutcome = `
SELECT i.name FROM indicator i WHERE i.partnership_id = $1 AND i.outcome_id = $2 AND i.retired_at IS NULL
UNION ALL SELECT n.name FROM network n WHERE n.partnership_id = $1 AND n.outcome_id = $2 AND n.state <> 'retired' LIMIT 3`;

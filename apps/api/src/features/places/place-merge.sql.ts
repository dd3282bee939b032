/** What hangs on a place; $1 partnership, $2 the place that goes, $3 the place that it is. */

const moveUnlessThere = (table: string, same: string): string => `
UPDATE ${table} b SET place_id = $3::uuid WHERE b.partnership_id = $1 AND b.place_id = $2::uuid
  AND NOT EXISTS (SELECT FROM ${table} a WHERE a.partnership_id = $1 AND a.place_id = $3::uuid AND ${same})`;

/** What hangs on the place; a target or a decision that the other place has already stays with the one that goes. */
export const moveRest = [
  'UPDATE place_code SET place_id = $3::uuid WHERE partnership_id = $1 AND place_id = $2::uuid',
  'UPDATE place_label SET place_id = $3::uuid WHERE partnership_id = $1 AND place_id = $2::uuid',
  'UPDATE place SET parent_id = $3::uuid WHERE partnership_id = $1 AND parent_id = $2::uuid AND id <> $3::uuid',
  'UPDATE place SET merged_into_id = $3::uuid WHERE partnership_id = $1 AND merged_into_id = $2::uuid',
  'UPDATE site SET place_id = $3::uuid WHERE partnership_id = $1 AND place_id = $2::uuid',
  'UPDATE charter SET aim_place_id = $3::uuid WHERE partnership_id = $1 AND aim_place_id = $2::uuid',
  moveUnlessThere('data_request_series', 'a.request_id = b.request_id AND a.population_id = b.population_id'),
  moveUnlessThere('target', 'a.indicator_id = b.indicator_id AND a.population_id = b.population_id'),
  moveUnlessThere(
    'chart_decision',
    'a.indicator_id = b.indicator_id AND a.population_id = b.population_id AND a.kind = b.kind AND a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL',
  ),
  `INSERT INTO import_place (partnership_id, import_id, place_id)
   SELECT partnership_id, import_id, $3::uuid FROM import_place WHERE partnership_id = $1 AND place_id = $2::uuid ON CONFLICT DO NOTHING`,
];

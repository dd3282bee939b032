import { is, isOneOf } from '../../../database/words-sql.ts';
import { placeName } from '../../../database/place-name.ts';
import type { ListQuery } from '../../../tenancy/page.ts';
import type { ImportLabel, LabelStanding } from './import-label.entity.ts';

/** SQL of what a checked file names; $1 partnership, $2 import. */

/** $3: rows of `LabelRow` as JSON. */
export const insertLabels = `
INSERT INTO import_label (partnership_id, import_id, id, subject, label, code, kind, parent_label, parent_code, rows, first_line,
  standing, finder, doubt, place_id, population_id, target_version, likely_id, dimension)
SELECT $1::uuid, $2::uuid, r.id, r.subject, r.label, r.code, r.kind, r."parentLabel", r."parentCode", r.rows, r."firstLine",
  r.standing, r.finder, r.doubt, r."placeId", r."populationId", r."targetVersion", r."likelyId", r.dimension
FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, subject text, label text, code text, kind text, "parentLabel" text, "parentCode" text,
  rows int, "firstLine" int, standing text, finder text, doubt text, "placeId" uuid, "populationId" uuid, "targetVersion" int,
  "likelyId" uuid, dimension text)`;

export const clearLabels = 'DELETE FROM import_label WHERE partnership_id = $1 AND import_id = $2';

const takenStandings: readonly LabelStanding[] = ['found', 'added'];

/** What the rows that wait to be committed name. */
export const findTakenLabels = `
SELECT id, subject, label, code, kind, parent_label AS "parentLabel", parent_code AS "parentCode", standing, place_id AS "placeId",
  population_id AS "populationId", target_version AS "targetVersion", dimension
FROM import_label WHERE partnership_id = $1 AND import_id = $2 AND ${isOneOf('standing', takenStandings)}`;

interface Named {
  id: string;
  name: string;
}

/** A label as lists show it. */
export type LabelOfList = Omit<
  ImportLabel,
  'partnershipId' | 'importId' | 'subject' | 'placeId' | 'populationId' | 'likelyId'
> & {
  target: Named | null;
  likely: Named | null;
};

const nameOf = (id: string): string =>
  `coalesce((SELECT json_build_object('id', p.id, 'name', ${placeName('p')}) FROM place p WHERE p.partnership_id = $1 AND p.id = ${id}),
    (SELECT json_build_object('id', q.id, 'name', q.name) FROM population q WHERE q.partnership_id = $1 AND q.id = ${id}))`;

const rank = `CASE WHEN ${is<LabelStanding>('l.standing', 'asked')} THEN 0 WHEN ${is<LabelStanding>('l.standing', 'added')} THEN 1
  WHEN ${is<LabelStanding>('l.standing', 'found')} THEN 2 ELSE 3 END`;

/**
 * What a person is asked first, then what is added, found, left out; groups by what they are groups of. $3 subject, $4
 * standing or null, $5 what is in the label or the name that it goes to, or the beginning of its code, or null.
 */
export const labelsInOrder: ListQuery = {
  columns: `l.id, l.label, l.code, l.kind, l.parent_label AS "parentLabel", l.parent_code AS "parentCode", l.rows, l.first_line AS "firstLine",
    l.standing, l.finder, l.doubt, l.target_version AS "targetVersion", l.dimension,
    ${nameOf('coalesce(l.place_id, l.population_id)')} AS target, ${nameOf('l.likely_id')} AS likely`,
  from: 'import_label l',
  where: `l.partnership_id = $1 AND l.import_id = $2 AND l.subject = $3 AND ($4::text IS NULL OR l.standing = $4)
  AND ($5::text IS NULL OR position(lower($5) IN lower(l.label)) > 0 OR starts_with(lower(l.code), lower($5))
    OR EXISTS (SELECT FROM place p WHERE p.partnership_id = $1 AND p.id = l.place_id AND position(lower($5) IN lower(p.name)) > 0)
    OR EXISTS (SELECT FROM population q WHERE q.partnership_id = $1 AND q.id = l.population_id AND position(lower($5) IN lower(q.name)) > 0))`,
  order: [
    { by: rank, type: 'int' },
    { by: `coalesce(l.dimension, '')`, type: 'text' },
    { by: 'l.label', type: 'text' },
    { by: 'l.id', type: 'uuid' },
  ],
};

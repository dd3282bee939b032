import type { PoolClient } from 'pg';
import type { FoundProblem } from './problem-book.ts';
import { contains, leastAlike, likeness } from './place-likeness.ts';

/** Places to be added that stand under one code in one period: $1 partnership, $2 import. */
const findCodesOfSeveral = `
SELECT place_code AS code, min(line) AS line, array_agg(DISTINCT place_label) AS labels,
       array_agg(DISTINCT coalesce(parent_label, parent_code)) FILTER (WHERE coalesce(parent_label, parent_code) IS NOT NULL) AS parents,
       count(DISTINCT lower(coalesce(parent_code, parent_label)))::int AS around
FROM staged_observation
WHERE partnership_id = $1 AND import_id = $2 AND place_id IS NULL AND place_code IS NOT NULL
GROUP BY place_code, coalesce(place_kind, ''), period_start
HAVING count(DISTINCT lower(coalesce(parent_code, parent_label))) > 1 OR count(DISTINCT lower(place_label)) > 1
ORDER BY line`;

interface CodeOfSeveral {
  code: string;
  line: number;
  labels: string[];
  parents: string[] | null;
  around: number;
}

/** Whether all names may be one place's. */
const areAlike = ([first = '', ...others]: readonly string[]): boolean =>
  others.every((name) => likeness(first, name) >= leastAlike || contains(first, name) || contains(name, first));

/**
 * Notices codes under which the file has several places in one period: given anew in each enclosing place, or mistaken.
 * Places are added by their code, so that they would become one; each is told once.
 */
export async function noteCodesOfSeveral(
  client: PoolClient,
  ids: readonly string[],
  column: string | null,
  note: (problem: FoundProblem) => void,
): Promise<void> {
  const { rows } = await client.query<CodeOfSeveral>(findCodesOfSeveral, [...ids]);
  const noted = new Set<string>();
  for (const { code, line, labels, parents, around } of rows) {
    const isInSeveral = around > 1;
    if (noted.has(code) || (!isInSeveral && areAlike(labels))) continue;
    noted.add(code);
    const [one = '', other = ''] = isInSeveral ? (parents ?? []) : labels;
    note({
      line,
      column,
      code: isInSeveral ? 'code_in_several' : 'code_of_several',
      severity: 'error',
      message: isInSeveral
        ? `The code ${code} stands in ${one} and in ${other}. Say that codes are given anew in each, or choose another column of codes.`
        : `The code ${code} stands with “${one}” and with “${other}”. Say in what the places lie, choose another column of codes, or correct the file.`,
      params: { code, one, other },
      cell: code,
    });
  }
}

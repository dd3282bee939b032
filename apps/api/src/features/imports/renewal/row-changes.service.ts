import { Inject, Injectable } from '@nestjs/common';
import { formatPeriod } from '@throughline/domain/periods';
import type { Viewer } from '@throughline/domain/viewer';
import type { Cadence, RowChange } from '@throughline/domain/vocabulary';
import { placeName } from '../../../database/place-name.ts';
import { is } from '../../../database/words-sql.ts';
import type { Page } from '../../../kernel/pages.ts';
import { demand } from '../../../tenancy/demand.ts';
import type { ListQuery } from '../../../tenancy/page.ts';
import { Tenancy } from '../../../tenancy/tenancy.ts';
import { sameObservation, saysTheSame } from '../checks/import-check.sql.ts';
import { Import } from '../import.entity.ts';
import { goneFrom, isGone } from './gone.sql.ts';
import type { ImportRowChangeType } from './row-changes.type.ts';

type ChangedRow = Omit<ImportRowChangeType, 'period'> & { periodStart: string; cadence: Cadence };

const numbersOf = (row: string): string => {
  const names = ['status', 'value', 'numerator', 'denominator', 'lower', 'upper'].map((name) => [name, name]);
  const interval = [
    ['intervalLower', 'interval_lower'],
    ['intervalUpper', 'interval_upper'],
    ['intervalLevel', 'interval_level'],
  ];
  return `json_build_object(${[...names, ...interval].map(([name, column]) => `'${name}', ${row}.${column}`).join(', ')})`;
};

const isThere = 'o.partnership_id IS NOT NULL';

/** Rows of the checked file $2 by line, of one kind of change ($3) beside what is there. */
const rowsByLine: ListQuery = {
  columns: `s.line, i.name AS indicator, i.unit, i.cadence, s.place_label AS place, s.population_label AS population,
    s.period_start AS "periodStart", CASE WHEN ${isThere} THEN ${numbersOf('o')} END AS before, ${numbersOf('s')} AS after`,
  from: `staged_observation s JOIN indicator i ON i.partnership_id = $1 AND i.id = s.indicator_id LEFT JOIN observation o ON ${sameObservation}`,
  where: `s.partnership_id = $1 AND s.import_id = $2 AND CASE WHEN ${is<RowChange>('$3::text', 'added')} THEN NOT (${isThere})
    WHEN ${is<RowChange>('$3::text', 'revised')} THEN ${isThere} AND NOT (${saysTheSame('s', 'o')}) ELSE ${isThere} AND ${saysTheSame('s', 'o')} END`,
  order: [
    { by: 's.line', type: 'int' },
    { by: 's.part', type: 'int' },
  ],
};

/** What the new file $2 of a source does not have any more. */
const goneRows: ListQuery = {
  columns: `NULL AS line, i.name AS indicator, i.unit, i.cadence, ${placeName('p')} AS place, CASE WHEN g.dimension IS NULL THEN '' ELSE g.name END AS population,
    o.period_start AS "periodStart", ${numbersOf('o')} AS before, NULL AS after`,
  from: `${goneFrom} JOIN indicator i ON i.partnership_id = $1 AND i.id = o.indicator_id
    JOIN place p ON p.partnership_id = $1 AND p.id = o.place_id JOIN population g ON g.partnership_id = $1 AND g.id = o.population_id`,
  where: isGone,
  order: [
    { by: 'o.indicator_id', type: 'uuid' },
    { by: 'o.place_id', type: 'uuid' },
    { by: 'o.population_id', type: 'uuid' },
    { by: 'o.period_start', type: 'date' },
  ],
};

/** What a checked file changes, row by row; for those who may import, as its numbers are not yet judged. */
@Injectable()
export class RowChangesService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** The observations that are added, revised, gone or the same; 3 statements. */
  async page(
    viewer: Viewer,
    importId: string,
    change: RowChange,
    first: number,
    after: string | null,
  ): Promise<Page<ImportRowChangeType>> {
    demand(viewer, 'canImport');
    const keys = [viewer.partnershipId, importId];
    return this.tenancy.read(viewer, async (tx) => {
      const [, page] = await Promise.all([
        tx.find(Import, importId),
        change === 'gone'
          ? tx.page<ChangedRow>(goneRows, keys, { first, after })
          : tx.page<ChangedRow>(rowsByLine, [...keys, change], { first, after }),
      ]);
      const nodes = page.nodes.map(({ periodStart, cadence, ...row }) => ({
        ...row,
        period: formatPeriod(periodStart, cadence),
      }));
      return { ...page, nodes };
    });
  }
}

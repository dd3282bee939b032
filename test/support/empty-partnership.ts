import type { Viewer } from '@throughline/domain/viewer';
import type { Cadence, Direction, MeasureType } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { ExportService } from '../../apps/api/src/features/exports/export.service.ts';
import { publishedTables } from '../../apps/api/src/features/exports/published-tables.ts';
import { IndicatorWritesService } from '../../apps/api/src/features/indicators/indicator-writes.service.ts';
import { OutcomeService } from '../../apps/api/src/features/indicators/outcome.service.ts';
import { FoundingService } from '../../apps/api/src/features/partnerships/founding.service.ts';
import type { World } from './world.ts';

/** An indicator that a partnership begins with. */
export interface WantedIndicator {
  readonly name: string;
  readonly measureType?: MeasureType;
  readonly cadence?: Cadence;
  readonly direction?: Direction;
}

/** A partnership with one outcome and its indicators, and nothing else. */
export async function emptyPartnership(
  world: World,
  wanted: readonly WantedIndicator[],
): Promise<{ director: Viewer; indicators: string[] }> {
  const service = <T>(type: new (...args: never[]) => T): T => world.app.get(type, { strict: false });
  const director = await service(FoundingService).found({
    name: 'Somewhere else',
    slug: `elsewhere-${uuidv7()}`,
    timeZone: 'America/Denver',
    backbone: 'Backbone',
    director: { name: 'Director', email: 'director@elsewhere.test', password: 'a long enough password' },
  });
  const outcome = await service(OutcomeService).add(director, {
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    name: 'Children do well',
    description: '',
    stage: 'other',
  });
  const indicators: string[] = [];
  for (const { name, measureType = 'proportion', cadence = 'school_year', direction = 'higher' } of wanted) {
    const { id } = await service(IndicatorWritesService).add(director, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      outcomeId: outcome.id,
      name,
      level: 'core',
      direction,
      unit: measureType === 'proportion' ? '%' : '',
      ownerMemberId: null,
      countsPublished: true,
      countsPeople: true,
      measureType,
      cadence,
      definition: 'As the file has it.',
      rationale: '',
      source: '',
      sourceUrl: '',
      license: '',
    });
    indicators.push(id);
  }
  return { director, indicators };
}

/** A row of the published observations. */
export interface PublishedRow {
  indicator_id: string;
  place_id: string;
  place: string;
  population_id: string;
  population: string;
  period: string;
  value: string;
  lower: string;
  upper: string;
  numerator: string;
  denominator: string;
  status: string;
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('""', '"'),
  );

/** Everything that a member can read of numbers. */
export async function readAsMember(world: World, { partnershipId }: Viewer): Promise<PublishedRow[]> {
  const member: Viewer = {
    accountId: uuidv7(),
    partnershipId,
    memberId: uuidv7(),
    role: 'member',
    organizationId: null,
    seats: [],
  };
  const [table] = publishedTables;
  if (!table) return [];
  let csv = '';
  for await (const piece of await world.app.get(ExportService, { strict: false }).csv(member, table, null))
    csv += piece;
  const [heads = '', ...lines] = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
  const names = heads.split(',');
  return lines.map(
    (line) => Object.fromEntries(cellsOf(line).map((cell, at) => [names[at], cell])) as unknown as PublishedRow,
  );
}

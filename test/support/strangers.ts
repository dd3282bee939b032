import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { loadHighsSolver } from '@throughline/measurement/disclosure';
import { DisclosureService } from '../../apps/api/src/disclosure/disclosure.service.ts';
import { ImportReadsService } from '../../apps/api/src/features/imports/import-reads.service.ts';
import { leaksOfSums, type ReadRow } from './children/sums-attack.ts';
import { emptyPartnership, readAsMember, type WantedIndicator } from './empty-partnership.ts';
import { ImportSteps } from './imports.ts';
import type { World } from './world.ts';

/** A file of a publisher whom nobody here knows, and what is right. */
export interface StrangersFile {
  readonly what: string;
  readonly indicators: readonly WantedIndicator[];
  readonly file: string;
  readonly fileName?: string;
  /** What adds up to what, as `leaksOfSums` takes it. */
  readonly sums: readonly string[];
  /** What some groups are groups of; null is everybody. */
  readonly groups?: Readonly<Record<string, string | null>>;
  /** What some places lie in; null is nothing. */
  readonly places?: Readonly<Record<string, string | null>>;
  /** Which groups a person is asked about. */
  readonly asks?: readonly string[];
  /** Rows that readers may not see, "place | group" or with the indicator before it. */
  readonly hidden: readonly string[];
}

/** What came of a file. */
export interface Landed {
  readonly leaks: readonly string[];
  readonly groups: Readonly<Record<string, string | null>>;
  readonly places: Readonly<Record<string, string | null>>;
  readonly askedAbout: readonly string[];
  readonly hidden: readonly string[];
  readonly rows: readonly ReadRow[];
}

interface Stored {
  placeId: string;
  within: string | null;
  populationId: string;
  dimension: string | null;
  crossed: string | null;
}

/**
 * Brings a file into an empty partnership as somebody in a hurry does: the proposal as it is, everything new added, and
 * what is asked answered with what is suggested. Then reads it as a member, and attacks it.
 */
export async function bringIn(
  world: World,
  { indicators: wanted, file, fileName, sums }: StrangersFile,
): Promise<Landed> {
  const { director, indicators } = await emptyPartnership(world, wanted);
  const { partnershipId } = director;
  const steps = new ImportSteps(world, director);
  const uploaded = await steps.upload(file, fileName ?? 'data.csv');
  const reads = world.app.get(ImportReadsService, { strict: false });
  const { mapping } = await reads.guess(director, uploaded.id, indicators);
  mapping.place.unknown = 'add';
  mapping.population.unknown = 'add';
  const check = async (file: typeof uploaded, as: ImportMapping) =>
    steps.service.check(director, steps.step(await steps.service.map(director, { ...steps.step(file), mapping: as })));
  let checked = await check(uploaded, mapping);
  const askedAbout = await world.inspect<{ label: string; dimension: string }>(
    `SELECT label, dimension FROM import_label WHERE partnership_id = $1 AND import_id = $2 AND doubt = 'dimension' ORDER BY label`,
    [partnershipId, uploaded.id],
  );
  if (askedAbout.length > 0) {
    const suggested = Object.fromEntries(askedAbout.map(({ label, dimension }) => [label, dimension]));
    mapping.population.dimensions = { ...mapping.population.dimensions, ...suggested };
    checked = await check(checked, mapping);
  }
  if (checked.errors > 0) throw new Error(JSON.stringify([checked.report?.problems, mapping]));
  await steps.service.commit(director, steps.step(checked));
  await world.app.get(DisclosureService, { strict: false }).decideWaiting(partnershipId, 'all', Infinity);
  const stored = await world.inspect<Stored>(
    `SELECT DISTINCT p.id AS "placeId", w.name AS within, q.id AS "populationId", q.dimension, q.crossed_dimension AS crossed
     FROM observation o JOIN place p ON p.id = o.place_id LEFT JOIN place w ON w.id = p.parent_id
     JOIN population q ON q.id = o.population_id WHERE o.partnership_id = $1`,
    [partnershipId],
  );
  const [{ minimum = 0 } = {}] = await world.inspect<{ minimum: number }>(
    'SELECT minimum_cell AS minimum FROM partnership WHERE id = $1',
    [partnershipId],
  );
  const populations = new Map(stored.map((each) => [each.populationId, each]));
  const places = new Map(stored.map((each) => [each.placeId, each]));
  const dimensionOf = (id: string): string | null => {
    const { dimension = null, crossed = null } = populations.get(id) ?? {};
    return crossed === null ? dimension : `${dimension} × ${crossed}`;
  };
  const rows = (await readAsMember(world, director)).map((row): ReadRow => ({
    ...row,
    indicator: indicators.indexOf(row.indicator_id),
    group: dimensionOf(row.population_id) === null ? 'All' : row.population,
  }));
  return {
    leaks: leaksOfSums(rows, sums, minimum, await loadHighsSolver()),
    groups: Object.fromEntries(rows.map((row) => [row.population, dimensionOf(row.population_id)])),
    places: Object.fromEntries(rows.map((row) => [row.place, places.get(row.place_id)?.within ?? null])),
    askedAbout: askedAbout.map(({ label }) => label),
    hidden: rows.flatMap(({ status, indicator, place, group }) =>
      status === 'protected' ? [`${wanted.length > 1 ? `${indicator} | ` : ''}${place} | ${group}`] : [],
    ),
    rows,
  };
}

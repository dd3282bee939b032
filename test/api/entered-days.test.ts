import { execFileSync } from 'node:child_process';
import { csvText, seriesTable } from '@throughline/charts/chart-export';
import { plainLocales } from '@throughline/charts/plain-locale';
import { formatPeriod } from '@throughline/domain/periods';
import { addDays, dayIn } from '@throughline/domain/dates';
import type { Viewer } from '@throughline/domain/viewer';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTenantEntity } from '../../apps/api/src/database/columns.ts';
import { byClock } from '../../apps/api/src/kernel/clock.ts';
import { declaredWrites, type WriteDeclaration } from '../../apps/api/src/kernel/inputs/declare.ts';
import type { Fields } from '../../apps/api/src/kernel/inputs/fields.ts';
import { Day } from '../../apps/api/src/kernel/scalars.ts';
import { Writes } from '../../apps/api/src/writes/writes.ts';
import { createFormat } from '../../apps/web/src/shared/session/format.ts';
import { engines } from '../support/database.ts';
import { fillEveryTable } from '../support/every-table.ts';
import { daysIn } from '../support/days-in.ts';
import { everyRequest } from '../support/operations.ts';
import { sampleInput, withValueAt } from '../support/sample-input.ts';
import type { Ids } from '../support/twins.ts';
import { createWorld, type World } from '../support/world.ts';
import { sidesOfMidnight, type Zone, zonesAndDays } from '../support/zones.ts';

/** The paths of an input's days, through the first of every list. */
const dayPaths = (fields: Fields, above: readonly string[] = []): string[][] =>
  Object.entries(fields).flatMap(([name, { shape }]) => {
    const path = [...above, name];
    if (shape.part) return dayPaths(shape.part.fields, path);
    return shape.type() === Day ? [path] : [];
  });

const writesWithDays = declaredWrites()
  .map((declaration) => [declaration.name, declaration, dayPaths(declaration.fields)] as const)
  .filter(([, , paths]) => paths.length > 0);

/**
 * The bounds of periods, which are read as they are and not set anew, the day on which a request was made, and the day
 * of a notification, which is its item's.
 */
const ofPeriods =
  /^(?:(?:observation|observation_revision|staged_observation|release_ledger|disclosure_period|import|import_place|data_answer_draft)\.|data_request\.(?:open_period_(?:start|end)|requested_on)$|notification\.due_on$)/;

/** Fields that tell the day of a moment, which is the partnership's and is tested in today.test.ts and days.test.ts. */
const daysOfMoments = new Set(['SavedMapping.savedOn', 'DataSource.cameOn', 'DataSource.expectedOn']);

it('is tested on a server that keeps the time of nobody', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe('UTC');
  expect(writesWithDays.length).toBeGreaterThan(15);
});

describe.each(engines)('days that people enter on %s', (engine) => {
  let world: World;
  let ids: Ids;
  let viewer: Viewer;
  /** Every column that holds a day, as `table.column`. */
  let columns: string[];

  beforeAll(async () => {
    world = await createWorld(engine);
    ids = await fillEveryTable(world);
    viewer = {
      ...world.director,
      seats: [{ networkId: ids.get('network') ?? '', tableId: null, role: 'facilitator' }],
    };
    columns = world.app
      .get(DataSource)
      .entityMetadatas.filter(({ target, tableType }) => tableType !== 'view' && isTenantEntity(target))
      .flatMap(({ tableName, columns: all }) =>
        all.filter(({ type }) => type === 'date').map(({ databaseName }) => `${tableName}.${databaseName}`),
      );
  });
  afterAll(() => world.close());

  const liveIn = (zone: Zone) =>
    world.inspect('UPDATE partnership SET time_zone = $2 WHERE id = $1', [viewer.partnershipId, zone]);

  it.each(writesWithDays)('reach the service as they were entered, in %s', async (_name, declaration, paths) => {
    for (const [zone, day] of zonesAndDays) {
      await liveIn(zone);
      for (const moment of sidesOfMidnight(zone, day)) {
        const sample: unknown = sampleInput(declaration, ids);
        const input = paths.reduce((so, path) => withValueAt(so, path, day), sample);
        const values = await byClock(
          () => moment,
          () => valuesOf(declaration, input),
        );
        for (const path of paths) {
          expect([zone, moment, path, valueAt(values, path)]).toEqual([zone, moment, path, day]);
        }
      }
    }
  });

  /** What the work of a write gets. */
  async function valuesOf(declaration: WriteDeclaration, input: unknown): Promise<unknown> {
    let got: unknown;
    const seen = new Error('seen');
    const work = (_tx: unknown, values: unknown) => {
      got = values;
      throw seen;
    };
    // Somebody with a link answers for the organization that was asked, and does nothing else.
    const organizationId = ids.get('organization') ?? '';
    const link = { id: ids.get('data_request_link') ?? '', requestId: ids.get('data_request') ?? '' };
    const sender = declaration.policies.includes('canAnswerDataRequest') ? { ...viewer, organizationId, link } : viewer;
    await world.app
      .get(Writes)
      .run(sender, declaration, input, work)
      .catch((error: unknown) => {
        if (error !== seen) throw error;
      });
    return got;
  }

  it.each(zonesAndDays)('come back as the same days in %s round %s, whatever is asked', async (zone, changing) => {
    await liveIn(zone);
    const periods = columns.filter((column) => ofPeriods.test(column));
    const toEnter = columns.filter((column) => !ofPeriods.test(column));
    expect(toEnter.length).toBeGreaterThan(15);
    const known = new Set((await Promise.all(periods.map(daysOf))).flat());
    // A day for each column round the day on which the clocks change, two apart: what is told a day early is of nobody.
    const entered = new Map(
      toEnter.map((column, at) => [column, addDays(changing, 2 * (at - Math.floor(toEnter.length / 2)))]),
    );
    for (const [column, day] of entered) {
      const [table = '', name = ''] = column.split('.');
      await world.inspect(`UPDATE "${table}" SET "${name}" = $2 WHERE partnership_id = $1`, [
        viewer.partnershipId,
        day,
      ]);
    }
    for (const day of entered.values()) known.add(day);
    const shown = new Map<string, Set<string>>();
    const strange = new Set<string>();
    for (const moment of sidesOfMidnight(zone, changing)) {
      const today = dayIn(zone, moment);
      for (const request of everyRequest(ids).filter(({ kind }) => kind === 'query')) {
        const { data, errors } = await byClock(
          () => moment,
          () => world.graphql(world.director, request.document, request.variables),
        );
        if (errors) continue;
        for (const { field, day } of daysIn(data)) {
          shown.set(day, (shown.get(day) ?? new Set()).add(field));
          if (!known.has(day) && day !== today && !daysOfMoments.has(field))
            strange.add(`${request.name} ${field} ${day}`);
        }
      }
    }
    const unseen = [...entered].filter(([, day]) => !shown.has(day)).map(([column]) => column);
    expect({ unseen, strange: [...strange] }).toEqual({ unseen: [], strange: [] });
  });

  const daysOf = async (column: string): Promise<string[]> => {
    const [table = '', name = ''] = column.split('.');
    const rows = await world.inspect<{ day: string | null }>(`SELECT "${name}"::text AS day FROM "${table}"`);
    return rows.flatMap(({ day }) => day ?? []);
  };
});

describe('a day on screens and in files', () => {
  const days = zonesAndDays.flatMap(([, day]) => [-1, 0, 1].map((apart) => addDays(day, apart)));
  const zones = [...new Set(zonesAndDays.map(([zone]) => zone))];
  const daysIn = (language: string, zone: string) => days.map((day) => createFormat(language, zone).day(day));

  it.each(zones)('is that day to a reader in %s, whatever the zone of the partnership', (reader) => {
    const module = new URL('../../apps/web/src/shared/session/format.ts', import.meta.url).href;
    const script = `const { createFormat } = await import(${JSON.stringify(module)});
      const { days, zones, languages } = JSON.parse(process.env.ASKED);
      console.log(JSON.stringify(languages.map((language) => zones.map((zone) => days.map(createFormat(language, zone).day)))));`;
    const languages = ['en', 'es'];
    const env = { ...process.env, TZ: reader, ASKED: JSON.stringify({ days, zones, languages }) };
    const there = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' }),
    ) as string[][][];
    expect(there).toEqual(languages.map((language) => zones.map(() => daysIn(language, 'UTC'))));
    for (const [at, day] of days.entries()) {
      const [year, , number] = day.split('-').map(Number);
      expect(there[0]?.[0]?.[at]).toMatch(new RegExp(`\\b${number}, ${year}$`));
    }
  });

  it('is that day in a file', () => {
    const points = days.map((day) => ({ start: day, label: formatPeriod(day, 'day'), value: 1 }));
    const lines = csvText(seriesTable([{ id: 's', name: 'S', points }], plainLocales.en))
      .trim()
      .split('\r\n');
    expect(lines.slice(1).map((line) => days.find((day) => line.includes(day)))).toEqual(days);
  });
});

const valueAt = (values: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => {
    const one = Array.isArray(at) ? (at[0] as unknown) : at;
    return (one as Record<string, unknown> | undefined)?.[name];
  }, values);

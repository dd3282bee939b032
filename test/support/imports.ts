import { Readable } from 'node:stream';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { Viewer } from '@throughline/domain/viewer';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Import } from '../../apps/api/src/features/imports/import.entity.ts';
import { ImportReadsService } from '../../apps/api/src/features/imports/import-reads.service.ts';
import { ImportService } from '../../apps/api/src/features/imports/import.service.ts';
import type { World } from './world.ts';

/** A mapping of the columns District, Year, Group, Tested, Ready and Share to one indicator. */
export const readinessMapping = (indicatorKey: string): ImportMapping => ({
  version: 1,
  file: {},
  period: { from: 'column', column: 'Year' },
  place: { labelColumn: 'District' },
  population: { columns: ['Group'], constant: [], all: ['All'], aliases: {} },
  indicators: [
    {
      indicatorKey,
      measure: 'proportion',
      cadence: 'school_year',
      unit: 'percent',
      when: [],
      value: { column: 'Share' },
      numerator: { column: 'Ready' },
      denominator: { column: 'Tested' },
    },
  ],
  marks: [{ text: '*', status: 'suppressed_by_source' }],
  blank: 'not_reported',
  skip: [],
  otherRows: 'ignore',
});

export const readinessHeader = 'District,Year,Group,Tested,Ready,Share';

/** Imports of a {@link World}, step by step. */
export class ImportSteps {
  readonly service: ImportService;

  constructor(
    readonly world: World,
    readonly viewer: Viewer = world.dataManager,
  ) {
    this.service = world.app.get(ImportService, { strict: false });
  }

  step = ({ id, version }: Import) => ({ idempotencyKey: uuidv7(), id, version });

  upload(content: string | Uint8Array, name = 'readiness.csv'): Promise<Import> {
    return this.service.upload(this.viewer, { id: uuidv7(), name, content: Readable.from([Buffer.from(content)]) });
  }

  async map(content: string | Uint8Array, change: (mapping: ImportMapping) => void = () => undefined): Promise<Import> {
    const uploaded = await this.upload(content);
    const mapping = readinessMapping(this.world.ids.indicator);
    change(mapping);
    return this.service.map(this.viewer, { ...this.step(uploaded), mapping });
  }

  async check(content: string | Uint8Array, change?: (mapping: ImportMapping) => void): Promise<Import> {
    return this.service.check(this.viewer, this.step(await this.map(content, change)));
  }

  /** Uploads a file and says that its columns are what is proposed, with what a person changes; what is new is added. */
  async propose(content: string | Uint8Array, change: (mapping: ImportMapping) => void = () => undefined) {
    const file = await this.upload(content, `${uuidv7()}.csv`);
    const reads = this.world.app.get(ImportReadsService, { strict: false });
    const { mapping } = await reads.guess(this.viewer, file.id, [this.world.ids.indicator]);
    mapping.place.unknown = 'add';
    mapping.population.unknown = 'add';
    change(mapping);
    return this.service.map(this.viewer, { ...this.step(file), mapping });
  }

  async checkProposed(content: string | Uint8Array, change?: (mapping: ImportMapping) => void): Promise<Import> {
    return this.service.check(this.viewer, this.step(await this.propose(content, change)));
  }

  async commitProposed(content: string | Uint8Array, change?: (mapping: ImportMapping) => void): Promise<Import> {
    const checked = await this.checkProposed(content, change);
    if (checked.errors > 0) throw new Error(JSON.stringify(checked.report?.problems));
    return this.service.commit(this.viewer, this.step(checked));
  }

  async commit(content: string | Uint8Array, change?: (mapping: ImportMapping) => void): Promise<Import> {
    return this.service.commit(this.viewer, this.step(await this.check(content, change)));
  }
}

/** Runs one statement as the tables' owner, past the tenant's walls: what is really there. */
export async function selectAsOwner<T extends object>(
  world: World,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: world.url });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL app.partnership = '${world.director.partnershipId}'`);
    const { rows } = await client.query<T>(text, values);
    await client.query('COMMIT');
    return rows;
  } finally {
    await client.end();
  }
}

/** Every observation of the world, in order, without the version (it only grows). */
export async function observations(world: World): Promise<string> {
  const rows = await selectAsOwner<{ row: unknown }>(
    world,
    `SELECT to_jsonb(o) - 'version' AS row FROM observation o WHERE partnership_id = $1 ORDER BY indicator_id, place_id, population_id, period_start`,
    [world.director.partnershipId],
  );
  return JSON.stringify(rows.map(({ row }) => row));
}

import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { parseInput } from '../../graphql/input.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../graphql/page.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Population } from './population.entity.ts';
import {
  type AddPopulationInput,
  addPopulation,
  type MapPopulationLabelsInput,
  mapPopulationLabels,
} from './population.inputs.ts';

const putLabels = `
INSERT INTO population_label (partnership_id, id, label, population_id)
SELECT $1::uuid, r.id, r.label, r.population_id FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, label text, population_id uuid)
ON CONFLICT (partnership_id, label) DO UPDATE SET population_id = excluded.population_id`;

const lastPosition = 'SELECT max(position) AS position FROM population WHERE partnership_id = $1';

interface LabelOf {
  label: string;
  populationId: string;
}

/** Populations of a partnership, and how publishers write them. */
@Injectable()
export class PopulationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a population with the labels that mean it. */
  async add(viewer: Viewer, input: AddPopulationInput): Promise<Population> {
    demand(viewer, 'canManageIndicators');
    const { labels, ...values } = parseInput(addPopulation, input);
    const request = { operation: 'addPopulation', idempotencyKey: input.idempotencyKey, input: { ...values, labels } };
    return this.writes.run(viewer, request, async (tx) => {
      const last = await tx.one<{ position: number }>(lastPosition, [tx.partnershipId]);
      const population = await tx.insert(Population, { ...values, position: (last?.position ?? -1) + 1 });
      await remember(
        tx,
        labels.map((label) => ({ label, populationId: population.id })),
      );
      return population;
    });
  }

  /** Remembers what publishers' labels mean, for this file and every later one; answers how many. */
  async mapLabels(viewer: Viewer, input: MapPopulationLabelsInput): Promise<number> {
    demand(viewer, 'canManageIndicators');
    const values = parseInput(mapPopulationLabels, input);
    const request = { operation: 'mapPopulationLabels', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, (tx) => remember(tx, values.labels));
  }

  /** Populations in the partnership's order; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<Population>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [position, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Population>(
          `SELECT ${tx.columns(Population, 'p')} FROM population p WHERE p.partnership_id = $1
             AND ($2::int IS NULL OR (p.position, p.id) > ($2, $3::uuid)) ORDER BY p.position, p.id LIMIT $4`,
          [viewer.partnershipId, position, id, size + 1],
        ),
        tx.one<{ count: number }>('SELECT count(*) AS count FROM population WHERE partnership_id = $1', [
          viewer.partnershipId,
        ]),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.position, row.id]);
    });
  }
}

/** The last of two equal labels counts, as when they were given one after the other. */
async function remember(tx: WriteTransaction, labels: readonly LabelOf[]): Promise<number> {
  const last = [...new Map(labels.map((each) => [each.label, each])).values()];
  if (last.length === 0) return 0;
  const rows = last.map(({ label, populationId }) => ({ id: uuidv7(), label, population_id: populationId }));
  await tx.rows(putLabels, [tx.partnershipId, JSON.stringify(rows)]);
  for (const { label, populationId } of last)
    tx.record('population', { id: populationId, version: 1 }, { verb: 'map_label' }, {}, { label });
  return last.length;
}

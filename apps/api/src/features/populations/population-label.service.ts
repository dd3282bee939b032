import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Conflict } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Population } from './population.entity.ts';
import { ForgetPopulationLabelInput, MapPopulationLabelsInput } from './population.inputs.ts';
import { labelsByText } from './population.reads.ts';
import type { PopulationLabelType } from './population.type.ts';

const putLabels = `
INSERT INTO population_label (partnership_id, id, label, population_id)
SELECT $1::uuid, r.id, r.label, r.population_id FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, label text, population_id uuid)
ON CONFLICT (partnership_id, label) DO UPDATE SET population_id = excluded.population_id`;

const removeLabel = 'DELETE FROM population_label WHERE partnership_id = $1 AND id = $2';

interface LabelOf {
  label: string;
  populationId: string;
}

/** How publishers write populations: mapped once, remembered, moved and forgotten. */
@Injectable()
export class PopulationLabelService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Remembers what publishers' labels mean, for this file and every later one; answers how many. */
  async map(viewer: Viewer, input: MapPopulationLabelsInput): Promise<number> {
    return this.writes.run(viewer, MapPopulationLabelsInput, input, (tx, { labels }) => rememberLabels(tx, labels));
  }

  /**
   * Forgets a label that still means what the person saw; numbers that came in under it stay.
   * @throws Conflict when somebody pointed it elsewhere meanwhile
   */
  async forget(viewer: Viewer, input: ForgetPopulationLabelInput): Promise<PopulationLabelType> {
    return this.writes.run(viewer, ForgetPopulationLabelInput, input, {
      reads: (tx, { populationId }) => tx.find(Population, populationId),
      writes: (tx, { populationId }, before, population) => {
        const { id, label } = before;
        if (before.populationId !== populationId) throw new Conflict(before);
        tx.write(removeLabel, [tx.partnershipId, id]);
        tx.record('population', population, { verb: 'forget_label' }, { label }, {});
        return { id, label, populationId, populationName: population.name };
      },
    });
  }

  /** Labels by their text, of one population or of all; 2 statements. */
  async page(
    viewer: Viewer,
    populationId: string | null,
    first: number,
    after: string | null,
  ): Promise<Page<PopulationLabelType>> {
    demand(viewer, 'canReadPartnership');
    const keys = [viewer.partnershipId, populationId];
    return this.tenancy.read(viewer, (tx) => tx.page<PopulationLabelType>(labelsByText, keys, { first, after }));
  }
}

/** Points labels at populations. The last of two equal labels counts, as when they were given one after the other. */
export function rememberLabels(tx: WriteTransaction, labels: readonly LabelOf[]): number {
  const last = [...new Map(labels.map((each) => [each.label, each])).values()];
  if (last.length === 0) return 0;
  const rows = last.map(({ label, populationId }) => ({ id: uuidv7(), label, population_id: populationId }));
  tx.write(putLabels, [tx.partnershipId, JSON.stringify(rows)]);
  for (const { label, populationId } of last)
    tx.record('population', { id: populationId, version: 1 }, { verb: 'map_label' }, {}, { label });
  return last.length;
}

import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { keepDimensions } from './population-dimension.service.ts';
import { Population } from './population.entity.ts';
import {
  type AddPopulationInput,
  addPopulation,
  type EditPopulationInput,
  editPopulation,
  type RestorePopulationInput,
  type RetirePopulationInput,
  seenPopulation,
} from './population.inputs.ts';
import { countPopulations, makeRoomForPopulation, pagePopulations, renameCrossedGroup } from './population.reads.ts';
import { rememberLabels } from './population-label.service.ts';

const lastPosition = 'SELECT max(position) AS position FROM population WHERE partnership_id = $1';

/** Populations of a partnership. A population is never deleted: its numbers hang on it. */
@Injectable()
export class PopulationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a population with the labels that mean it; a dimension that is new comes with it. */
  async add(viewer: Viewer, input: AddPopulationInput): Promise<Population> {
    demand(viewer, 'canManageIndicators');
    const { labels, ...values } = parseInput(addPopulation, input);
    const request = { operation: 'addPopulation', idempotencyKey: input.idempotencyKey, input: { ...values, labels } };
    return this.writes.run(viewer, request, async (tx) => {
      const last = await tx.one<{ position: number }>(lastPosition, [tx.partnershipId]);
      const population = await tx.insert(Population, { ...values, position: (last?.position ?? -1) + 1 });
      await keepDimensions(tx);
      await rememberLabels(
        tx,
        labels.map((label) => ({ label, populationId: population.id })),
      );
      return population;
    });
  }

  /**
   * Changes name, group, star or place of a population that nobody changed since `version`.
   * @throws Refused POPULATION_RETIRED; Refused POPULATION_HAS_NO_GROUP for everybody and for crossings
   */
  async edit(viewer: Viewer, input: EditPopulationInput): Promise<Population> {
    demand(viewer, 'canManageIndicators');
    const changes = parseInput(editPopulation, input);
    const request = { operation: 'editPopulation', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Population, input.id);
      if (before.retiredAt !== null) {
        throw new Refused('POPULATION_RETIRED', 'This population is retired. Bring it back before you change it.');
      }
      if (changes.group !== undefined && (before.group === null || before.crossedDimension !== null)) {
        throw new Refused(
          'POPULATION_HAS_NO_GROUP',
          'Only a group of one dimension has a name in it. Change its name.',
        );
      }
      const after = await tx.update(Population, before, input.version, changes);
      if (changes.group !== undefined && changes.group !== before.group) {
        await tx.rows(renameCrossedGroup, [tx.partnershipId, before.dimension, before.group, changes.group]);
      }
      if (changes.position !== undefined) {
        await tx.rows(makeRoomForPopulation, [tx.partnershipId, before.id, changes.position]);
      }
      return after;
    });
  }

  /** Takes a population out of what is offered. */
  async retire(viewer: Viewer, input: RetirePopulationInput): Promise<Population> {
    return this.#offer(viewer, 'retire', input);
  }

  /** Offers a retired population again. */
  async restore(viewer: Viewer, input: RestorePopulationInput): Promise<Population> {
    return this.#offer(viewer, 'restore', input);
  }

  async #offer(viewer: Viewer, verb: 'retire' | 'restore', input: RetirePopulationInput): Promise<Population> {
    demand(viewer, 'canManageIndicators');
    const { id, version } = parseInput(seenPopulation, input);
    const operation = verb === 'retire' ? 'retirePopulation' : 'restorePopulation';
    const request = { operation, idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Population, id);
      if ((before.retiredAt === null) !== (verb === 'retire')) {
        const now = verb === 'retire' ? 'is retired already' : 'is not retired';
        throw new Refused('POPULATION_RETIRED', `This population ${now}. Nothing was changed.`);
      }
      const retiredAt = verb === 'retire' ? tx.now : null;
      return tx.update(Population, before, version, { retiredAt }, { verb });
    });
  }

  /** Populations in the partnership's order, retired ones only when asked for; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null, retired = false): Promise<Page<Population>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [position, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Population>(pagePopulations(tx.columns(Population, 'p')), [
          viewer.partnershipId,
          position,
          id,
          size + 1,
          retired,
        ]),
        tx.one<{ count: number }>(countPopulations, [viewer.partnershipId, retired]),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.position, row.id]);
    });
  }
}

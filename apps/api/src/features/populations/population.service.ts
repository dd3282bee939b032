import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { keepDimensions } from './population-dimension.service.ts';
import { Population } from './population.entity.ts';
import {
  AddPopulationInput,
  EditPopulationInput,
  RestorePopulationInput,
  RetirePopulationInput,
} from './population.inputs.ts';
import { makeRoomForPopulation, populationsInOrder, renameCrossedGroup } from './population.reads.ts';
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
    return this.writes.run(viewer, AddPopulationInput, input, {
      reads: (tx) => tx.one<{ position: number | null }>(lastPosition, [tx.partnershipId]),
      writes: (tx, { labels, ...values }, _before, last) => {
        const population = tx.insert(Population, { ...values, position: (last?.position ?? -1) + 1 });
        keepDimensions(tx);
        rememberLabels(
          tx,
          labels.map((label) => ({ label, populationId: population.id })),
        );
        return population;
      },
    });
  }

  /**
   * Changes name, group, star or place of a population that nobody changed since `version`.
   * @throws Refused POPULATION_HAS_NO_GROUP for everybody and for crossings
   */
  async edit(viewer: Viewer, input: EditPopulationInput): Promise<Population> {
    return this.writes.run(viewer, EditPopulationInput, input, (tx, changes, before) => {
      if (changes.group !== undefined && (before.group === null || before.crossedDimension !== null)) {
        throw new Refused(refusal('POPULATION_HAS_NO_GROUP'));
      }
      const after = tx.update(Population, before, changes);
      if (changes.group !== undefined && changes.group !== before.group) {
        tx.write(renameCrossedGroup, [tx.partnershipId, before.dimension, before.group, changes.group]);
      }
      if (changes.position !== undefined) {
        tx.write(makeRoomForPopulation, [tx.partnershipId, before.id, changes.position]);
      }
      return after;
    });
  }

  /** Takes a population out of what is offered. */
  async retire(viewer: Viewer, input: RetirePopulationInput): Promise<Population> {
    return this.writes.run(viewer, RetirePopulationInput, input, (tx, _none, before) =>
      tx.update(Population, before, { retiredAt: tx.now }, { verb: 'retire' }),
    );
  }

  /** Offers a retired population again. */
  async restore(viewer: Viewer, input: RestorePopulationInput): Promise<Population> {
    return this.writes.run(viewer, RestorePopulationInput, input, (tx, _none, before) =>
      tx.restore(Population, before),
    );
  }

  /** One population; 1 statement. */
  async find(viewer: Viewer, id: string): Promise<Population> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, (tx) => tx.find(Population, id));
  }

  /** Populations in the partnership's order, retired ones only when asked for; 2 statements. */
  async page(
    viewer: Viewer,
    first: number,
    after: string | null,
    retired = false,
    search: string | null = null,
    everybody = false,
  ): Promise<Page<Population>> {
    demand(viewer, 'canReadPartnership');
    const wanted = [viewer.partnershipId, retired, search?.trim() || null, everybody];
    return this.tenancy.read(viewer, (tx) => tx.page<Population>(populationsInOrder, wanted, { first, after }));
  }
}

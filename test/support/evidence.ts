import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Place } from '../../apps/api/src/features/places/place.entity.ts';
import { Population } from '../../apps/api/src/features/populations/population.entity.ts';
import { ObservationService } from '../../apps/api/src/features/observations/observation.service.ts';
import { Writes } from '../../apps/api/src/writes/writes.ts';
import type { World } from './world.ts';

/** A place of the partnership, a second one, everybody, and a group. */
export interface Ground {
  home: string;
  elsewhere: string;
  everybody: string;
  group: string;
}

/** Adds places and populations to stand observations on. */
export async function createGround(world: World, as: Viewer = world.director): Promise<Ground> {
  const ids = { home: uuidv7(), elsewhere: uuidv7(), everybody: uuidv7(), group: uuidv7() };
  await world.app.get(Writes).byItself(as, 'ground', (tx) => {
    tx.insert(Place, { id: ids.home, name: 'Bridgeport', kind: 'district', isHome: true });
    tx.insert(Place, { id: ids.elsewhere, name: 'Ansonia', kind: 'district' });
    tx.insert(Population, { id: ids.everybody, name: 'All students' });
    tx.insert(Population, {
      id: ids.group,
      name: 'English learners',
      dimension: 'language',
      group: 'English learners',
      position: 1,
    });
  });
  return ids;
}

/** Enters yearly shares from 2014 on: `[numerator, denominator]` each. */
export async function enterShares(
  world: World,
  cell: { indicatorId: string; placeId: string; populationId: string },
  shares: readonly (readonly [number, number])[],
): Promise<void> {
  const observations = world.app.get(ObservationService, { strict: false });
  for (const [at, [numerator, denominator]] of shares.entries()) {
    const periodStart = `${2014 + at}-07-01`;
    await observations.enter(world.dataManager, {
      idempotencyKey: uuidv7(),
      ...cell,
      periodStart,
      numerator,
      denominator,
    });
  }
}

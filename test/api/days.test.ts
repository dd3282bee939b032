import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { dayIn } from '@throughline/domain/dates';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FoundingService } from '../../apps/api/src/features/partnerships/founding.service.ts';
import { ViewerService } from '../../apps/api/src/tenancy/viewer.service.ts';
import { engines } from '../support/database.ts';
import { createWorld, password, type World } from '../support/world.ts';

/** The first two are 25 hours apart: whenever this runs, at least one of them is not on the day of UTC. */
const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York'];

describe.each(engines)('days on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  const foundPartnership = (zone: string): Promise<Viewer> =>
    world.app.get(FoundingService, { strict: false }).found({
      name: zone,
      slug: zone.toLowerCase().replaceAll(/[^a-z]/g, '-'),
      timeZone: zone,
      backbone: 'Backbone',
      director: { name: 'Director', email: `director@${zone.toLowerCase().replaceAll(/[^a-z]/g, '-')}.test`, password },
    });

  it.each(zones)('are those of the partnership in %s, whatever has a day', async (zone) => {
    const director = await foundPartnership(zone);
    const ask = asker(world, director);
    const today = dayIn(zone, new Date());
    const [outcome, indicator, network, practice, site, charter, member, seat] = Array.from({ length: 8 }, () =>
      uuidv7(),
    );
    await ask('addOutcome', 'AddOutcomeInput', { id: outcome, name: 'Readiness' });
    await ask('addIndicator', 'AddIndicatorInput', {
      id: indicator,
      outcomeId: outcome,
      name: 'Ready',
      definition: 'Who is ready.',
      level: 'core',
      measureType: 'proportion',
      direction: 'higher',
      cadence: 'school_year',
      unit: '%',
    });
    await ask('createNetwork', 'CreateNetworkInput', {
      id: network,
      name: 'Network',
      outcomeId: outcome,
      indicatorId: indicator,
    });
    await ask('openPractice', 'OpenPracticeInput', { id: practice, networkId: network, name: 'Calls' });
    await ask('addSite', 'AddSiteInput', { id: site, name: 'School' });
    await ask('draftCharter', 'DraftCharterInput', { id: charter, networkId: network });
    // No midnight may fall between the writes and the question.
    expect(dayIn(zone, new Date())).toBe(today);
    const items = await world.inspect<{ kind: string; on: string }>(
      `SELECT kind, "on"::text FROM item WHERE partnership_id = $1 ORDER BY kind`,
      [director.partnershipId],
    );
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['charter', 'indicator', 'practice', 'site']));
    expect(items.filter(({ on }) => on !== today)).toEqual([]);

    // A seat holds on its first and its last day, and ends on the day on which its holder leaves.
    await ask('addMember', 'AddMemberInput', {
      id: member,
      name: 'Member',
      email: `${member}@days.test`,
      role: 'member',
    });
    await ask('giveSeat', 'GiveSeatInput', {
      id: seat,
      networkId: network,
      memberId: director.memberId,
      role: 'facilitator',
      perspective: 'practitioner',
      fromOn: today,
    });
    const viewers = world.app.get(ViewerService);
    const seats = async () => (await viewers.viewerOf(director.accountId, director.partnershipId))?.seats.length;
    expect(await seats()).toBe(1);
    for (const [until, held] of [
      [today, 1],
      [dayIn(zone, new Date(Date.now() - 86_400_000)), 0],
    ] as const) {
      await world.inspect(`UPDATE seat SET from_on = '2020-01-01', until_on = $2 WHERE id = $1`, [seat, until]);
      expect([until, await seats()]).toEqual([until, held]);
    }
  });
});

/** Runs a mutation as the viewer, and fails on any error. */
function asker(world: { app: NestFastifyApplication } & Pick<World, 'graphql'>, viewer: Viewer) {
  return async (mutation: string, type: string, input: object): Promise<void> => {
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`;
    const { errors } = await world.graphql(viewer, query, { input: { idempotencyKey: uuidv7(), ...input } });
    expect([mutation, errors]).toEqual([mutation, undefined]);
  };
}

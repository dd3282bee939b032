import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { insertSeries } from '../../database/series-sql.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Writes } from '../../writes/writes.ts';
import { NetworkService } from '../networks/network.service.ts';
import { SeatService } from '../networks/seat.service.ts';
import { Place } from '../places/place.entity.ts';
import { Population } from '../populations/population.entity.ts';
import { CharterService } from './charter.service.ts';

describe.each(engines)('charters on %s', (engine) => {
  let world: World;
  let charters: CharterService;
  beforeAll(async () => {
    world = await createWorld(engine);
    charters = world.app.get(CharterService, { strict: false });
  });
  afterAll(() => world.close());

  const aim = () => ({
    aimIndicatorId: world.ids.indicator,
    aimFrom: 41.2,
    aimBaselineOn: '2025-06-30',
    aimTo: 60,
    aimBy: '2028-06-30',
  });
  const key = () => ({ idempotencyKey: uuidv7() });
  const draftCharter = (networkId = world.ids.network) =>
    charters.draft(world.facilitator, { ...key(), id: uuidv7(), networkId, ...aim(), scope: 'Children of four' });

  /** A network of its own with the facilitator and the member in it, so that tests do not share a charter. */
  async function formNetwork(): Promise<string> {
    const id = uuidv7();
    const network = { ...key(), id, name: `Network ${id}`, outcomeId: world.ids.outcome };
    await world.app.get(NetworkService, { strict: false }).create(world.director, network);
    return id;
  }
  async function giveSeat(networkId: string, who = world.member) {
    const seats = world.app.get(SeatService, { strict: false });
    const seat = { networkId, role: 'member' as const, perspective: 'family' as const, fromOn: '2026-01-01' };
    await seats.give(world.director, { ...key(), id: uuidv7(), ...seat, memberId: who.memberId });
    const added = { networkId, tableId: null, role: 'member' as const };
    return { ...who, seats: [...who.seats, added] };
  }

  it('goes from draft through review and sign-off into force, and is amended by its successor', async () => {
    const networkId = await formNetwork();
    const member = await giveSeat(networkId);
    const draft = await draftCharter(networkId);
    expect(draft).toMatchObject({ number: 1, state: 'draft', aimProblems: [], aimIndicatorName: expect.any(String) });
    const submitted = await charters.submit(world.facilitator, { ...key(), id: draft.id, version: 1 });
    await expect(charters.adopt(world.director, { ...key(), id: draft.id, version: 2 })).rejects.toMatchObject({
      extensions: { rule: 'CHARTER_NOT_SIGNED_OFF' },
    });
    const signed = await charters.signOff(member, { ...key(), id: uuidv7(), charterId: draft.id, verdict: 'agree' });
    expect(signed.signOffs).toMatchObject([{ memberName: 'member', verdict: 'agree', counts: true }]);
    const adopted = await charters.adopt(world.director, { ...key(), id: draft.id, version: submitted.version });
    expect(adopted).toMatchObject({ state: 'adopted', adoptedAt: expect.anything() });

    const amendment = { charterId: draft.id, reason: 'The target was reached a year early' };
    const second = await charters.amend(world.facilitator, { ...key(), id: uuidv7(), ...amendment });
    expect(second).toMatchObject({ number: 2, state: 'draft', aimTo: 60, scope: 'Children of four' });
    await charters.submit(world.facilitator, { ...key(), id: second.id, version: 1 });
    await charters.signOff(member, { ...key(), id: uuidv7(), charterId: second.id, verdict: 'agree' });
    await charters.adopt(world.director, { ...key(), id: second.id, version: 2 });
    const page = await charters.page(world.bystander, networkId, 20, null);
    expect(page.nodes.map(({ number, state }) => [number, state])).toEqual([
      [2, 'adopted'],
      [1, 'amended'],
    ]);
  });

  it('refuses an incomplete aim, an unanswered objection and words from before the last review', async () => {
    const networkId = await formNetwork();
    const member = await giveSeat(networkId);
    const draft = await charters.draft(world.facilitator, { ...key(), id: uuidv7(), networkId });
    expect(draft.aimProblems.map(({ part }) => part)).toContain('indicator');
    await expect(charters.submit(world.facilitator, { ...key(), id: draft.id, version: 1 })).rejects.toMatchObject({
      extensions: { rule: 'CHARTER_AIM_INCOMPLETE' },
    });
    await charters.edit(world.facilitator, { ...key(), id: draft.id, version: 1, ...aim() });
    await charters.submit(world.facilitator, { ...key(), id: draft.id, version: 2 });
    const word = { charterId: draft.id, verdict: 'object' as const };
    await expect(charters.signOff(member, { ...key(), id: uuidv7(), ...word })).rejects.toMatchObject({
      extensions: { fields: { comment: expect.any(String) } },
    });
    await charters.signOff(member, { ...key(), id: uuidv7(), ...word, comment: 'Who pays?' });
    const second = await giveSeat(networkId, world.bystander);
    await charters.signOff(second, { ...key(), id: uuidv7(), charterId: draft.id, verdict: 'agree' });
    await expect(charters.adopt(world.director, { ...key(), id: draft.id, version: 3 })).rejects.toMatchObject({
      extensions: { rule: 'CHARTER_OBJECTION_UNANSWERED' },
    });
    await charters.returnToDraft(world.director, { ...key(), id: draft.id, version: 3, reason: 'Costs' });
    await charters.submit(world.facilitator, { ...key(), id: draft.id, version: 4 });
    await expect(
      charters.adopt(world.director, { ...key(), id: draft.id, version: 5, reason: 'In a hurry' }),
    ).rejects.toMatchObject({ extensions: { rule: 'CHARTER_NOT_SIGNED_OFF' } });
  });

  it('answers an edit of an old version with the current text, and a retry with the same answer', async () => {
    const networkId = await formNetwork();
    const draft = await draftCharter(networkId);
    const edit = { ...key(), id: draft.id, version: 1, scope: 'Children of three and four' };
    const once = await charters.edit(world.facilitator, edit);
    expect(await charters.edit(world.facilitator, edit)).toMatchObject({ version: once.version, scope: edit.scope });
    await expect(
      charters.edit(world.director, { ...key(), id: draft.id, version: 1, scope: 'All of them' }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { scope: edit.scope, version: 2 } } });
    await expect(draftCharter(networkId)).rejects.toMatchObject({ extensions: { rule: 'CHARTER_ON_ITS_WAY' } });
  });

  it('edits a draft only, and takes only populations of the partnership', async () => {
    const networkId = await formNetwork();
    const draft = await draftCharter(networkId);
    await expect(
      charters.edit(world.facilitator, { ...key(), id: draft.id, version: 1, priorityPopulationIds: [uuidv7()] }),
    ).rejects.toMatchObject({ extensions: { fields: { priorityPopulationIds: expect.any(String) } } });
    await charters.submit(world.facilitator, { ...key(), id: draft.id, version: 1 });
    await expect(
      charters.edit(world.facilitator, { ...key(), id: draft.id, version: 2, scope: 'x' }),
    ).rejects.toMatchObject({ extensions: { rule: 'CHARTER_NOT_DRAFT' } });
  });

  it('is refused to who does not manage the network, and hidden from another partnership', async () => {
    const networkId = await formNetwork();
    const draft = await draftCharter(networkId);
    const input = { ...key(), id: draft.id, version: 1, scope: 'Mine' };
    await expect(charters.edit(world.bystander, input)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(charters.edit(world.outsider, input)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const word = { ...key(), id: uuidv7(), charterId: draft.id, verdict: 'agree' as const };
    await expect(charters.signOff(world.director, word)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    expect(await charters.page(world.outsider, networkId, 20, null)).toMatchObject({ nodes: [], totalCount: 0 });
    await expect(charters.choices(world.outsider, networkId)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('stands on the thread after its indicator and its network', async () => {
    const networkId = await formNetwork();
    const draft = await draftCharter(networkId);
    const writes = world.app.get(Writes);
    const links = await writes.byItself(world.director, 'look', (tx) =>
      tx.rows('SELECT from_id, relation FROM link WHERE partnership_id = $1 AND to_id = $2', [
        world.director.partnershipId,
        draft.id,
      ]),
    );
    expect(links).toEqual(
      expect.arrayContaining([
        { from_id: world.ids.indicator, relation: 'answers' },
        { from_id: networkId, relation: 'answers' },
      ]),
    );
  });

  it('serves the same by GraphQL', async () => {
    const networkId = await formNetwork();
    const draft = await draftCharter(networkId);
    const query =
      'query ($id: Uuid!) { charters(networkId: $id) { nodes { id aimFrom aimBy aimProblems { part } abilities signOffs { id } } } aimChoices(networkId: $id) { indicators { name isOwn } populations { id } } }';
    const answer = await world.graphql(world.facilitator, query, { id: networkId });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      charters: { nodes: [{ id: draft.id, aimBy: '2028-06-30', abilities: ['canEditCharter', 'canAdoptCharter'] }] },
      aimChoices: { indicators: [{ isOwn: true }] },
    });
  });

  it('offers for an aim the place with the most numbers about everybody, where home has none', async () => {
    const networkId = await formNetwork();
    const besideHome = async (): Promise<(string | null)[]> =>
      (await charters.choices(world.facilitator, networkId)).indicators.map((each) => each.placeBesideHomeId);
    expect(await besideHome()).toEqual([null]);
    const { partnershipId } = world.director;
    const [home, town, village, population] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const put = (place: string, years: readonly number[]) =>
      world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
        const gate = world.app.get(DisclosureService, { strict: false });
        gate.undecide(tx, { indicatorId: world.ids.indicator, periods: years.map((year) => `${year}-07-01`) });
        for (const year of years)
          await tx.rows(
            `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid')})
             INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, denominator)
             VALUES ($1, $2, $3, $4, $5, $6, 'reported', 40, 350)`,
            [partnershipId, world.ids.indicator, place, population, `${year}-07-01`, `${year + 1}-06-30`],
          );
        return null;
      });
    await world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
      void tx.insert(Place, { id: home, name: 'Harbor', kind: 'town', isHome: true });
      void tx.insert(Place, { id: village, name: 'A village', kind: 'town' });
      void tx.insert(Place, { id: town, name: 'Town', kind: 'town' });
      await tx.insert(Population, { id: population, name: 'All children' });
      return null;
    });
    await put(village, [2023]);
    await put(town, [2023, 2024]);
    await world.app.get(DisclosureService, { strict: false }).decideWaiting(partnershipId, 'all');
    expect(await besideHome()).toEqual([town]);
    await put(home, [2024]);
    await world.app.get(DisclosureService, { strict: false }).decideWaiting(partnershipId, 'all');
    expect(await besideHome()).toEqual([null]);
  });
});

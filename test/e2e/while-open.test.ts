import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { addDays, dayIn } from '@throughline/domain/dates';
import { useBrowser, visit, type Visitor, waitUntilLoaded } from '../support/browser.ts';
import { addAction, inDays, mark, memberId, networkId, write } from '../support/network.ts';
import { midnightOf } from '../support/zones.ts';

useBrowser();

const zone = 'America/New_York';

/** A page whose clock stands a minute before the partnership's midnight and goes on from there. */
async function beforeMidnight(visitor: Visitor, path: string): Promise<{ today: string; tomorrow: string }> {
  const today = dayIn(zone, new Date());
  const tomorrow = addDays(today, 1);
  await visitor.page.clock.install({ time: midnightOf(zone, tomorrow).getTime() - 60_000 });
  await visitor.open(path);
  return { today, tomorrow };
}

describe('a page that stays open', () => {
  it('is of the new day after midnight, and asks again for what it shows', async () => {
    const one = await visit('facilitator');
    const tomorrowInZone = addDays(dayIn(zone, new Date()), 1);
    const id = await addAction(one, await memberId(one), `Count the chairs ${mark()}`, tomorrowInZone);
    await beforeMidnight(one, `/actions/${id}`);
    expect(await one.page.getByText('Due today').count()).toBe(0);
    const again = one.page.waitForRequest((request) => request.postData()?.includes('query') === true);
    await one.page.clock.runFor(61_000);
    await one.page.getByText('Due today').first().waitFor();
    await again;
  });

  it('is of the new day when it is looked at after a night in which the device slept', async () => {
    const one = await visit('facilitator');
    const day = addDays(dayIn(zone, new Date()), 1);
    const id = await addAction(one, await memberId(one), `Count the tables ${mark()}`, day);
    const { tomorrow } = await beforeMidnight(one, `/actions/${id}`);
    // Time goes by without any timer running, as it does on a device that sleeps.
    await one.page.clock.setSystemTime(midnightOf(zone, tomorrow).getTime() + 8 * 3_600_000);
    expect(await one.page.getByText('Due today').count()).toBe(0);
    await one.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await one.page.getByText('Due today').first().waitFor();
  });

  it('offers no answer any more to whoever leads another organization now, and offers it again', async () => {
    const director = await visit('director');
    const leader = await visit('clinicLeader');
    const { members, organizations } = await director.ask<{
      members: { nodes: { id: string; name: string; version: number; organizationId: string }[] };
      organizations: { nodes: { id: string; name: string }[] };
    }>(
      '{ members(first: 50) { nodes { id name version organizationId } } organizations(first: 50) { nodes { id name } } }',
    );
    const samir = members.nodes.find(({ name }) => name === 'Samir Patel')!;
    const other = organizations.nodes.find(({ name }) => name === 'Harbor Public Library')!;
    const id = await write(director, 'raiseEscalation', {
      id: uuid(),
      networkId: await networkId(director),
      kind: 'barrier',
      category: 'operational',
      title: `Share the list of visits ${mark()}`,
      ask: 'The list of each month.',
      respondBy: inDays(14),
      toOrganizationId: samir.organizationId,
    });
    await leader.open(`/asks/${id}`);
    const commit = leader.page.getByRole('button', { name: 'Commit', exact: true });
    await commit.waitFor();
    const moveTo = (organizationId: string, version: number) =>
      write(director, 'editMember', { id: samir.id, version, organizationId });
    await moveTo(other.id, samir.version);
    try {
      await commit.waitFor({ state: 'detached' });
    } finally {
      await moveTo(samir.organizationId, samir.version + 1);
    }
    await commit.waitFor();
    expect(await commit.isEnabled()).toBe(true);
  });

  it('offers what a seat brings as soon as it is given, and no longer than it is held', async () => {
    const director = await visit('director');
    const visitor = await visit('dataManager');
    const network = await makeNetwork(director);
    await visitor.open(`/networks/${network}/plan`);
    const offered = visitor.page.getByRole('button', { name: 'Add a factor' });
    expect(await offered.count()).toBe(0);
    const seat = { networkId: network, memberId: await memberId(visitor), role: 'facilitator', perspective: 'data' };
    const id = await write(director, 'giveSeat', { id: uuid(), ...seat, fromOn: inDays(-30) });
    await offered.first().waitFor();
    await write(director, 'endSeat', { id, version: 1, untilOn: inDays(-10) });
    await offered.first().waitFor({ state: 'detached' });
    await waitUntilLoaded(visitor.page);
  });
});

async function makeNetwork(visitor: Visitor): Promise<string> {
  const { partnershipPage } = await visitor.ask<{ partnershipPage: { outcomes: { id: string }[] } }>(
    '{ partnershipPage { outcomes { id } } }',
  );
  const outcomeId = partnershipPage.outcomes[0]?.id;
  return write(visitor, 'createNetwork', { id: uuid(), name: `Kept open ${mark()}`, purpose: '', outcomeId });
}

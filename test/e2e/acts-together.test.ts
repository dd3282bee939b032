import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { actsTogether } from '../support/acts.ts';
import { useBrowser, visit, type Visitor } from '../support/browser.ts';
import { versionedForms } from '../support/forms.ts';
import { cycleIn, cycleInAct, inDays, mark, memberId, networkId, readCycle, write } from '../support/network.ts';

useBrowser();

const conflictText = 'Somebody changed this a moment ago.';

/** Somebody whose page learns nothing of others for now: both press at the same moment. */
async function unaware(visitor: Visitor): Promise<void> {
  visitor.expects(/409|Conflict|ERR_FAILED|Failed to load/);
  await visitor.page.route('**/events**', (route) => route.abort());
}

async function makeNetwork(visitor: Visitor): Promise<string> {
  const { partnershipPage } = await visitor.ask<{ partnershipPage: { outcomes: { id: string }[] } }>(
    '{ partnershipPage { outcomes { id } } }',
  );
  const outcomeId = partnershipPage.outcomes[0]?.id;
  return write(visitor, 'createNetwork', { id: uuid(), name: `Acts ${mark()}`, purpose: '', outcomeId });
}

describe('two people who end one seat on different days', () => {
  it('are told of each other, and the day that stands is the one that somebody saw and chose', async () => {
    const one = await visit('director');
    const network = await makeNetwork(one);
    const seat = { networkId: network, memberId: await memberId(one), role: 'member', perspective: 'leader' };
    const id = await write(one, 'giveSeat', { id: uuid(), ...seat, fromOn: inDays(-30) });
    const seatNow = async () => {
      const { seating } = await one.ask<{ seating: { nodes: { id: string; version: number; untilOn: string }[] } }>(
        'query Seats($id: Uuid) { seating(networkId: $id, includeEnded: true) { nodes { id version untilOn } } }',
        { id: network },
      );
      return seating.nodes.find((each) => each.id === id);
    };
    await unaware(one);
    await one.open(`/networks/${network}/people`);
    await one.page.getByRole('button', { name: /^Change the seat of/ }).click();
    await one.page.getByText('End this seat').click();
    const form = one.page.getByRole('form', { name: 'End this seat' });
    await form.getByLabel('Last day').fill(inDays(10));

    await write(one, 'endSeat', { id, version: (await seatNow())?.version, untilOn: inDays(20) });
    await form.getByRole('button').last().click();
    await form.getByText(conflictText).waitFor();
    expect((await seatNow())?.untilOn).toBe(inDays(20));
    expect(await form.getByLabel('Last day').inputValue()).toBe(inDays(10));

    await form.getByRole('button').last().click();
    await expect.poll(async () => (await seatNow())?.untilOn).toBe(inDays(10));
  });
});

describe('two people who move one site', () => {
  it('are told of each other; the step of the first stands, and the note of the second is kept', async () => {
    const one = await visit('director');
    const id = await versionedForms['editAdoption']!.make(one);
    await unaware(one);
    const panel = await versionedForms['editAdoption']!.open(one, id);
    await panel.waitFor();
    const form = one.page.getByRole('form', { name: 'Which stage has the site reached?' });
    await form.getByLabel('Note').fill('Two teachers began.');

    const { version } = await versionedForms['editAdoption']!.row(one, id);
    await write(one, 'moveAdoption', { id, version, stage: 'preparing', note: 'Somebody else was there.' });
    await form.getByRole('button', { name: 'Trying', exact: true }).click();
    await form.getByText(conflictText).waitFor();
    expect(await versionedForms['editAdoption']!.row(one, id)).toMatchObject({ stage: 'preparing' });
    expect(await form.getByLabel('Note').inputValue()).toBe('Two teachers began.');

    await form.getByRole('button', { name: 'Trying', exact: true }).click();
    await expect.poll(async () => (await versionedForms['editAdoption']!.row(one, id))['stage']).toBe('trying');
  });
});

describe('two people at one test', () => {
  it('decide with what the other has learned meanwhile', async () => {
    const one = await visit('facilitator');
    const other = await visit('director');
    const id = await cycleInAct(one, `Decided together ${mark()}`);
    const learn = async (learned: string) => {
      const { version } = await readCycle(other, id);
      await write(other, 'recordStudy', { id, version, learned, questions: [] });
    };
    await learn('Evenings are hard.');
    await unaware(one);
    await one.open(`/cycles/${id}`);
    const act = one.page.getByRole('form', { name: 'Act' });
    await act.getByRole('radio', { name: /^Abandon/ }).check();
    await act.getByLabel('Why').fill('It took too long.');
    await learn('Evenings are hard. Mornings are better.');
    await act.getByRole('button', { name: /Abandon/ }).click();
    await expect.poll(async () => (await readCycle(other, id)).stage).toBe('closed');
    const after = await one.ask<{ cycle: { stage: string; learned: string; decisionReason: string } }>(
      'query Decided($id: Uuid!) { cycle(id: $id) { stage learned decisionReason } }',
      { id },
    );
    expect(after.cycle).toEqual({
      stage: 'closed',
      learned: 'Evenings are hard. Mornings are better.',
      decisionReason: 'It took too long.',
    });
  });

  it('are told when both move it, and nothing moves twice', async () => {
    const one = await visit('facilitator');
    const other = await visit('director');
    const network = await networkId(one);
    const id = await cycleIn(one, 'do', `Moved together ${mark()}`);
    const [mine, theirs] = await Promise.all(
      ['Mine', 'Theirs'].map(async (name) => {
        const title = `${name} ${mark()}`;
        return { title, id: await write(one, 'addChangeIdea', { id: uuid(), networkId: network, title }) };
      }),
    );
    await unaware(one);
    await one.open(`/cycles/${id}`);
    await one.page.getByRole('button', { name: 'Move the test' }).click();
    const dialog = one.page.getByRole('dialog', { name: 'Move the test' });
    await dialog.getByLabel('Idea that it belongs to').selectOption({ label: mine!.title });
    const { version } = await readCycle(other, id);
    await write(other, 'moveCycle', { id, version, networkId: network, changeIdeaId: theirs!.id });
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await dialog.getByText(conflictText).waitFor();
    expect((await readCycle(one, id)).idea.title).toBe(theirs!.title);
  });

  it('are told when one returns to a stage and the other was there before', async () => {
    const one = await visit('facilitator');
    const other = await visit('director');
    const id = await cycleIn(one, 'study', `Returned together ${mark()}`);
    await unaware(one);
    await one.open(`/cycles/${id}`);
    await one.page.getByRole('button', { name: 'Return to Do' }).click();
    const dialog = one.page.getByRole('dialog', { name: 'Return to Do' });
    await dialog.getByLabel('Why').fill('Two days were missing.');
    const { version } = await readCycle(other, id);
    await write(other, 'returnToStage', { id, version, stage: 'do', reason: 'A day was missing.' });
    await dialog.getByRole('button', { name: 'Return to Do' }).click();
    await dialog.getByRole('alert').first().waitFor();
    expect(await dialog.getByLabel('Why').inputValue()).toBe('Two days were missing.');
  });
});

describe.each(Object.entries(actsTogether))(
  'two people who act on one row, one with %s',
  (_act, { make, press, other }) => {
    it.each(['before', 'after'])(
      'are both told what became of it, when the screen learns of the other %s the answer',
      async (order) => {
        const one = await visit('director');
        one.expects(/409|Conflict|Failed to load/);
        const { page } = one;
        const { id, path } = await make(one);
        await one.open(path);
        const isQuery = (data: string | null) => data?.includes('query ') === true && !data.includes('mutation ');
        let isFirst = true;
        await page.route('**/graphql', async (route) => {
          // Some acts are sent again by themselves, for the row as it has become.
          if (!isFirst || !route.request().postData()?.includes('mutation ')) return route.continue();
          isFirst = false;
          const learned = page.waitForResponse((answer) => isQuery(answer.request().postData()));
          await other(one, id);
          if (order === 'before') await learned;
          await route.continue();
        });
        const refreshed = page.waitForResponse((answer) => isQuery(answer.request().postData()));
        await press(page);
        await page.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor();
        await refreshed;
        // What the screen makes of the news has been drawn, and the reason still stands there.
        await page.evaluate(() => new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn), 300)));
        expect(await page.getByRole('alert').filter({ hasText: /\w/ }).count()).toBeGreaterThan(0);
      },
    );
  },
);

import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { useBrowser, visit, type Visitor, waitUntilLoaded } from '../support/browser.ts';
import { makeNetwork } from '../support/forms/steps.ts';
import { inDays, mark, memberId, write } from '../support/network.ts';

useBrowser();

/** Lets nothing that somebody writes through, as in a corridor without a network; what is read still comes in. */
async function holdWrites({ page, expects }: Visitor): Promise<() => Promise<void>> {
  expects(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('mutation') ? route.abort('internetdisconnected') : route.continue(),
  );
  return async () => {
    await page.unroute('**/graphql');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
  };
}

interface Ground {
  network: string;
  action: string;
  factor: string;
  /** Another network, with the seat that will end there. */
  elsewhere: string;
  seat: string;
}

/** Gives a member a seat in a network of its own. */
async function giveSeat(director: Visitor, held: string, role: string): Promise<{ network: string; seat: string }> {
  const network = await makeNetwork(director);
  const seat = { networkId: network, memberId: held, role, perspective: 'leader', fromOn: inDays(-30) };
  return { network, seat: await write(director, 'giveSeat', { id: uuid(), ...seat }) };
}

/** A network that a member facilitates, with an action and a factor, and one in which they have a seat. */
async function groundOf(director: Visitor, member: Visitor, name: string): Promise<Ground> {
  const owner = await memberId(member);
  const { network } = await giveSeat(director, owner, 'facilitator');
  const other = await giveSeat(director, owner, 'member');
  const made = { networkId: network, title: `Count ${name}` };
  const due = { ownerMemberId: owner, dueOn: inDays(5), description: 'As it was.' };
  const action = await write(director, 'addAction', { ...made, ...due, id: uuid() });
  const factor = await write(director, 'addFactor', { ...made, id: uuid(), kind: 'gap', description: '', basis: '' });
  return { network, action, factor, elsewhere: other.network, seat: other.seat };
}

const versionOf = async (visitor: Visitor, query: string, id: string): Promise<number> => {
  const answer = await visitor.ask<Record<string, { version: number }>>(
    `query Version($id: Uuid!) { ${query}(id: $id) { version } }`,
    { id },
  );
  return answer[query]?.version ?? 0;
};

/** Writes three things without a network: in an action, in a factor, and a new idea. */
async function writeThree(
  { page, open }: Visitor,
  { network, action, elsewhere }: Ground,
  name: string,
): Promise<void> {
  await open(`/actions/${action}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('dialog').getByLabel('What else one must know').fill('Bring the beads.');
  await page.getByRole('button', { name: 'Save the action' }).click();
  await page.getByText('1 entry is kept on this device').waitFor();

  await open(`/networks/${network}/plan`);
  await page.getByRole('button', { name: `Edit: Count ${name}` }).click();
  await page.getByRole('dialog').getByLabel('What else one must know').fill('Nobody had asked.');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('2 entries are kept on this device').waitFor();

  await open(`/networks/${elsewhere}/tests`);
  await page.getByRole('button', { name: 'Add an idea' }).click();
  await page.getByLabel('Name of the new idea').fill(`Beads ${name}`);
  await page.getByRole('button', { name: 'Add an idea' }).click();
  await page.getByText('3 entries are kept on this device').waitFor();
}

describe('what was written offline and refused later', () => {
  it('is listed by the labels of its forms, copied, merged, sent again or let go, and vanishes by nothing else', async () => {
    const director = await visit('director');
    const member = await visit('librarian');
    const { page, context } = member;
    member.expects(/409|403|400|Conflict|Failed to load resource/);
    const name = mark();
    const ground = await groundOf(director, member, name);
    const release = await holdWrites(member);
    await writeThree(member, ground, name);

    // Meanwhile the action's text became another one, the factor was retired, and the seat ended.
    const { action, factor, seat, network } = ground;
    await write(director, 'editAction', { id: action, version: 1, description: 'Bring the blocks.' });
    await write(director, 'retireFactor', { id: factor, version: 1, reason: 'It was no cause.' });
    await write(director, 'endSeat', { id: seat, version: 1, untilOn: inDays(-2) });
    await release();
    const line = page.getByText('3 entries could not be saved and need your decision.');
    await line.waitFor();

    const dialog = page.getByRole('dialog', { name: 'Needs your decision' });
    const look = () => page.getByRole('button', { name: 'Look at it' }).click();
    const [edited, retired, added] = ['Save the action', 'Edit the factor', 'Add an idea'].map((title) =>
      dialog.getByRole('region', { name: title }),
    ) as [ReturnType<typeof page.getByRole>, ReturnType<typeof page.getByRole>, ReturnType<typeof page.getByRole>];
    const all = async () => {
      await edited
        .getByRole('figure')
        .filter({ hasText: 'What else one must know' })
        .getByText('Bring the beads.')
        .waitFor();
      await retired
        .getByRole('figure')
        .filter({ hasText: 'What else one must know' })
        .getByText('Nobody had asked.')
        .waitFor();
      await added.getByRole('figure').filter({ hasText: 'Name of the new idea' }).getByText(`Beads ${name}`).waitFor();
      expect(await dialog.getByRole('figure').count()).toBe(3);
    };
    await look();
    await all();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await retired.getByRole('button', { name: 'Copy the text' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'What else one must know: Nobody had asked.',
    );

    // Closed, reloaded, and a sign-out that was not meant: all three are still there.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await line.waitFor();
    await page.reload();
    await waitUntilLoaded(page);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    const leaving = page.getByRole('dialog', { name: 'Not everything is sent' });
    await leaving.getByText('3 texts on this device were not sent yet.').waitFor();
    await leaving.getByRole('button', { name: 'Stay signed in' }).click();
    await look();
    await all();

    // Two texts in one place: both are kept, as the person says.
    await edited.getByRole('button', { name: 'Compare and save' }).click();
    const question = page.getByRole('dialog', { name: 'Two texts, one place' });
    await question.getByText('Bring the blocks.').waitFor();
    await question.getByRole('radio', { name: /^Keep both/ }).check();
    await question.getByRole('button', { name: 'Save my choice' }).click();
    await edited.waitFor({ state: 'detached' });
    // What is tried again leaves the list when it is on its way, before it is answered.
    const storedAction = async () =>
      (
        await member.ask<{ action: { description: string } }>(
          'query Action($id: Uuid!) { action(id: $id) { description } }',
          { id: action },
        )
      ).action.description;
    await expect.poll(storedAction).toBe('Bring the blocks.\n\nBring the beads.');

    // A retired factor takes nothing: that is said, and the text stays until the factor is restored. Nobody else wrote
    // in its field, so that it then goes in by itself.
    // The answer to this attempt: the refusal that stood there before reads the same.
    const refusedAgain = page.waitForResponse((response) =>
      Boolean(response.request().postData()?.includes('editFactor')),
    );
    await retired.getByRole('button', { name: 'Try again' }).click();
    await refusedAgain;
    await retired.getByText(/retired/i).waitFor();
    await retired.getByText('Nobody had asked.').waitFor();
    await write(director, 'restoreFactor', { id: factor, version: 2 });
    await retired.getByRole('button', { name: 'Try again' }).click();
    await retired.waitFor({ state: 'detached' });
    const storedFactor = async () => {
      const { factors } = await member.ask<{ factors: { nodes: { id: string; description: string }[] } }>(
        'query Factors($id: Uuid!) { factors(networkId: $id) { nodes { id description } } }',
        { id: network },
      );
      return factors.nodes.find(({ id }) => id === factor)?.description;
    };
    await expect.poll(storedFactor).toBe('Nobody had asked.');

    await added.getByRole('button', { name: 'Throw it away' }).click();
    expect(await added.count()).toBe(1);
    await added.getByRole('button', { name: 'Yes, throw it away' }).click();
    await dialog.getByText('Nothing is left to decide.').waitFor();
    await page.keyboard.press('Escape');
    await line.waitFor({ state: 'detached' });
    expect(await versionOf(director, 'action', action)).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { useBrowser, visit } from '../support/browser.ts';
import { cycleIn, mark, networkId, readCycle, write } from '../support/network.ts';

useBrowser();

const network = 'Kindergarten Readiness Network';

describe('the quick log', () => {
  it('chooses no network and no idea by itself where there are several, and says where the test went', async () => {
    const visitor = await visit('facilitator');
    const { page, open } = visitor;
    const [tried, other] = [`Nursery rhymes on the bus ${mark()}`, `Rhymes ${mark()}`];
    await write(visitor, 'addChangeIdea', { id: uuid(), networkId: await networkId(visitor), title: other });
    await open('/log');
    const place = page.getByRole('combobox', { name: 'Network', exact: true });
    expect(await place.inputValue()).toBe('');
    expect(await page.getByLabel('Idea that it belongs to').count()).toBe(0);
    await page.getByLabel('What did you try?').fill(tried);
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByText('Fill this in.').waitFor();
    expect(await page.getByRole('heading', { level: 1, name: 'Log a test' }).count()).toBe(1);

    await place.selectOption({ label: network });
    const idea = page.getByLabel('Idea that it belongs to');
    expect(await idea.inputValue()).toBe('');
    await idea.selectOption({ label: 'A new idea' });
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByRole('heading', { level: 1, name: 'The test is logged' }).waitFor();
    const note = page.getByRole('paragraph').filter({ hasText: 'It is in' });
    await note.getByRole('link', { name: network }).waitFor();
    await note.getByRole('link', { name: tried }).waitFor();

    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Idea that it belongs to').selectOption({ label: other });
    await page.getByRole('button', { name: 'Move it' }).click();
    await note.getByRole('link', { name: other }).waitFor();
    await page.getByRole('link', { name: 'Open the whole test' }).click();
    await page.getByRole('heading', { level: 1, name: tried }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect((await readCycle(visitor, id)).idea.title).toBe(other);

    // The place of the last test is a reason.
    await open('/log');
    await expect.poll(() => page.getByRole('combobox', { name: 'Network', exact: true }).inputValue()).not.toBe('');
  });
});

describe('planning a test', () => {
  it('makes nothing until it is saved', async () => {
    const visitor = await visit('facilitator');
    const { page, open, ask } = visitor;
    const title = `Shapes on the floor ${mark()}`;
    const id = await networkId(visitor);
    const idea = await write(visitor, 'addChangeIdea', { id: uuid(), networkId: id, title });
    await open(`/networks/${id}/tests`);
    await page.getByRole('region', { name: title }).getByRole('button', { name: 'Plan a test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
    const { changeIdea } = await ask<{ changeIdea: { cycleCount: number } }>(
      'query Idea($id: Uuid!) { changeIdea(id: $id) { cycleCount } }',
      { id: idea },
    );
    expect(changeIdea.cycleCount).toBe(0);
  });
});

describe('a test', () => {
  it('returns to Do with a reason, and its predictions stay locked', async () => {
    const visitor = await visit('facilitator');
    const { page, open } = visitor;
    const id = await cycleIn(visitor, 'study', `Puppets at noon ${mark()}`);
    await open(`/cycles/${id}`);
    await page.getByRole('button', { name: 'Return to Do' }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('Two days were missing.');
    await page.getByRole('dialog').getByRole('button', { name: 'Return to Do' }).click();
    await page.getByRole('button', { name: 'Go on to Study' }).waitFor();
    await page.getByText(/^Locked /).waitFor();
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByText('Two days were missing.').waitFor();
    expect((await readCycle(visitor, id)).stage).toBe('do');
  });

  it('is voided with a reason, leaves its network’s tests, and is restored', async () => {
    const visitor = await visit('facilitator');
    const { page, open } = visitor;
    const title = `Logged twice ${mark()}`;
    const id = await cycleIn(visitor, 'do', title);
    await open(`/cycles/${id}`);
    await page.getByRole('button', { name: 'Void the test' }).click();
    await page.getByRole('dialog').getByLabel('Why it should not count').fill('It was logged twice.');
    await page.getByRole('dialog').getByRole('button', { name: 'Void the test' }).click();
    await page.getByText('It counts nowhere').waitFor();
    expect(await page.getByRole('button', { name: 'Go on to Study' }).count()).toBe(0);
    const countTests = async (): Promise<number> => {
      const { cycles } = await visitor.ask<{ cycles: { nodes: { id: string }[] } }>(
        'query Tests($id: Uuid!) { cycles(networkId: $id, first: 200) { nodes { id } } }',
        { id: await networkId(visitor) },
      );
      return cycles.nodes.filter((cycle) => cycle.id === id).length;
    };
    expect(await countTests()).toBe(0);
    await page.getByRole('button', { name: 'Restore the test' }).click();
    await page.getByRole('button', { name: 'Go on to Study' }).waitFor();
    expect(await countTests()).toBe(1);
  });
});

describe('what was taken out of the theory', () => {
  it('is listed when asked for, and restored from there', async () => {
    const visitor = await visit('facilitator', { size: 'phone' });
    const { page, open } = visitor;
    const title = `Few seats ${mark()}`;
    const id = await networkId(visitor);
    const factor = await write(visitor, 'addFactor', { id: uuid(), networkId: id, kind: 'gap', title });
    await write(visitor, 'retireFactor', { id: factor, version: 1, reason: 'A new school opened' });
    await open(`/networks/${id}/plan`);
    const inUse = page.getByRole('list', { name: 'Factors', exact: true });
    expect(await inUse.getByText(title).count()).toBe(0);
    await page.getByLabel('Show retired drivers and factors').check();
    await page.getByRole('button', { name: `Restore: ${title}` }).click();
    await page.getByRole('button', { name: `Restore: ${title}` }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `Retire: ${title}` }).waitFor();
  });
});

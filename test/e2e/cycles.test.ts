import { describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { type Size, useBrowser, visit } from '../support/browser.ts';
import { choosePlace, cycleInAct, mark, networkId } from '../support/network.ts';

useBrowser();

describe.each<Size>(['phone', 'desktop'])('a test on a %s', (size) => {
  it('is logged in three fields', async () => {
    const visitor = await visit('member', { size });
    const { page, open } = visitor;
    const tried = `Picture cards at the door ${mark()}`;
    await open('/log');
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByText('Fill this in.').first().waitFor();
    await page.getByLabel('What did you try?').fill(tried);
    await page.getByLabel('What did you expect?').fill('Half of the children name one');
    await page.getByLabel('What happened?').fill('Nine of fifteen did');
    await choosePlace(visitor);
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByRole('heading', { level: 1, name: 'The test is logged' }).waitFor();
    await page.getByRole('button', { name: 'As planned' }).click();
    await page.getByRole('group', { name: 'How does it compare with what you expected?' }).waitFor();
    await page.getByRole('link', { name: 'Open the whole test' }).click();
    await page.getByText('Nine of fifteen did').first().waitFor();
    await page.getByText('Not locked beforehand').waitFor();
    await expect.poll(() => page.getByText('Half of the children name one').count()).toBeGreaterThan(0);
  });

  it('goes through plan, do, study and act; its prediction is locked when Do begins', async () => {
    const visitor = await visit('facilitator', { size });
    const { page, open, ask } = visitor;
    const idea = `Two books in the bag on Friday ${mark()}`;
    await open(`/networks/${await networkId(visitor)}/tests`);
    await page.getByRole('button', { name: 'Add an idea' }).click();
    await page.getByLabel('Name of the new idea').fill(idea);
    await page.getByRole('button', { name: 'Add an idea' }).click();
    await page.getByRole('region', { name: idea }).getByRole('button', { name: 'Plan a test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add the test' }).click();
    await page.getByRole('heading', { level: 1, name: idea }).waitFor();
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.getByLabel(/^Question/).fill('How many bags come back?');
    await page.getByLabel(/^Prediction/).fill('Twelve of fifteen');
    await page.getByLabel('What will change').selectOption({ index: 1 });
    await page.getByLabel('Value, or from').fill('12');

    await page.getByRole('button', { name: 'Begin Do and lock the predictions' }).click();
    await page.getByText(/^Locked /).waitFor();
    expect(await page.getByRole('button', { name: 'Edit the question' }).count()).toBe(0);
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const { cycle } = await ask<{ cycle: { questions: { id: string; version: number }[] } }>(
      'query Cycle($id: Uuid!) { cycle(id: $id) { questions { id version } } }',
      { id },
    );
    const changed = ask('mutation Edit($input: EditQuestionInput!) { editQuestion(input: $input) { id } }', {
      input: { ...cycle.questions[0], prediction: 'Nine of fifteen', idempotencyKey: uuid() },
    });
    await expect(changed).rejects.toThrow(/REFUSED/);

    await page.getByRole('textbox', { name: 'What happened', exact: true }).fill('Thirteen came back by Tuesday.');
    await page.getByRole('radio', { name: 'As planned' }).check();
    await page.getByRole('button', { name: 'Go on to Study' }).click();
    const results = page.getByRole('group', { name: 'How many bags come back?' });
    await results.getByLabel('Result').fill('Thirteen');
    await results.getByLabel('Value').fill('13');
    await results.getByLabel('Evidence').fill('The aide’s list');
    await results.getByRole('radio', { name: 'As predicted', exact: true }).check();
    await page.getByLabel('What was learned').fill('A note in the bag helps.');
    await page.getByRole('button', { name: 'Go on to Act' }).click();

    for (const decision of ['Adopt', 'Adapt', 'Expand', 'Abandon']) {
      await page.getByRole('radio', { name: decision }).waitFor();
    }
    await page.getByRole('radio', { name: 'Adapt' }).check();
    await page.getByLabel('Title of the next test').fill('Two books and a note');
    await page.getByRole('button', { name: 'Adapt and open the next test' }).click();
    await page.getByRole('link', { name: 'Rung 2: Two books and a note' }).click();
    await page.getByRole('heading', { level: 1, name: 'Two books and a note' }).waitFor();
    await page.getByText('A note in the bag helps.').first().waitFor();
  });
});

describe('the decision on a test', () => {
  it('to adopt opens its practice', async () => {
    const visitor = await visit('facilitator');
    const { page, open } = visitor;
    const title = `A song before the story ${mark()}`;
    await open(`/cycles/${await cycleInAct(visitor, title)}`);
    await page.getByRole('radio', { name: 'Adopt' }).check();
    await page.getByRole('button', { name: 'Adopt and open the practice' }).click();
    await page.getByText('It became a practice.').waitFor();
    await page.getByRole('link', { name: title }).last().click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(new URL(page.url()).pathname).toContain('/practices/');
  });

  it('to abandon asks what was learned', async () => {
    const visitor = await visit('facilitator');
    const { page, open } = visitor;
    await open(`/cycles/${await cycleInAct(visitor, `Flash cards at breakfast ${mark()}`)}`);
    await page.getByRole('radio', { name: 'Abandon' }).check();
    await page.getByRole('button', { name: 'Abandon and keep what was learned' }).click();
    expect(await page.getByText('It ended here, and this is what it taught.').count()).toBe(0);
    await page.getByLabel('What was learned').fill('Hungry children read nothing.');
    await page.getByRole('button', { name: 'Abandon and keep what was learned' }).click();
    await page.getByText('It ended here, and this is what it taught.').waitFor();
    await page.getByText('Hungry children read nothing.').first().waitFor();
  });
});

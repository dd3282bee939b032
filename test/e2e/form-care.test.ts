import type { Request } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { waitUntilKept, waitUntilLoaded, useBrowser, visit, type Visitor } from '../support/browser.ts';
import { versionedForms } from '../support/forms.ts';
import { addAction, mark, memberId, networkId, write } from '../support/network.ts';

useBrowser();

async function actionOf(visitor: Visitor): Promise<string> {
  return addAction(visitor, await memberId(visitor), `Count the empty seats ${mark()}`);
}

const openEdit = async (page: Visitor['page']): Promise<void> => {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('dialog').getByLabel('What else one must know').waitFor();
};

describe('one form in two tabs', () => {
  it('keeps what was typed in either, and offers each the other’s', async () => {
    const person = await visit('director');
    const id = await actionOf(person);
    await person.open(`/actions/${id}`);
    const { page } = person;
    await openEdit(page);
    await page.getByLabel('What else one must know').fill('Typed in the first tab.');

    const second = await person.context.newPage();
    await second.goto(page.url());
    await waitUntilLoaded(second);
    await openEdit(second);
    await second.getByText('There is another draft of this').waitFor();
    expect(await second.getByLabel('What else one must know').inputValue()).toBe('');
    await second.getByLabel('What else one must know').fill('Typed in the second tab.');
    await waitUntilKept(second, 'Typed in the second tab.');

    // The first hears of the second while it is open, and neither overwrites the other.
    await page.getByText('There is another draft of this').waitFor();
    for (const [tab, text] of [
      [page, 'Typed in the first tab.'],
      [second, 'Typed in the second tab.'],
    ] as const) {
      await tab.reload();
      await waitUntilLoaded(tab);
      await openEdit(tab);
      await expect.poll(() => tab.getByLabel('What else one must know').inputValue()).toBe(text);
    }

    await second.getByRole('button', { name: 'Use that one' }).click();
    await expect.poll(() => second.getByLabel('What else one must know').inputValue()).toBe('Typed in the first tab.');
    // What stood here is still offered.
    await second.getByRole('button', { name: 'Use that one' }).click();
    await expect.poll(() => second.getByLabel('What else one must know').inputValue()).toBe('Typed in the second tab.');
  });

  it('goes on with the draft of a tab that was closed', async () => {
    const person = await visit('director');
    const id = await actionOf(person);
    await person.open(`/actions/${id}`);
    const second = await person.context.newPage();
    await second.goto(person.page.url());
    await waitUntilLoaded(second);
    await openEdit(second);
    await second.getByLabel('What else one must know').fill('Typed in a tab that is gone.');
    await waitUntilKept(second, 'Typed in a tab that is gone.');
    await second.close();

    await openEdit(person.page);
    await person.page.getByText('This is your draft from').waitFor();
    expect(await person.page.getByLabel('What else one must know').inputValue()).toBe('Typed in a tab that is gone.');
    await person.page.getByRole('button', { name: 'Discard it' }).click();
    expect(await person.page.getByLabel('What else one must know').inputValue()).toBe('');
  });
});

describe('a form', () => {
  it('has the focus in its first field, says there what is missing, and gives the focus back', async () => {
    const person = await visit('director');
    const id = await actionOf(person);
    await person.open(`/actions/${id}`);
    const { page } = person;
    await openEdit(page);
    const title = page.getByLabel('What is to be done');
    await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true);

    let writes = 0;
    page.on('request', (request) => {
      if (request.postData()?.includes('mutation')) writes += 1;
    });
    await title.fill('  ');
    await page.getByLabel('What else one must know').focus();
    await page.getByRole('button', { name: 'Save the action' }).click();
    await page.getByText('Fill this in.').waitFor();
    await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(writes).toBe(0);

    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    await expect.poll(() => edit.evaluate((button) => button === document.activeElement)).toBe(true);
  });
});

describe('a form whose row follows from what is chosen in it', () => {
  it('takes nothing typed before it is known which row that is', async () => {
    const person = await visit('director');
    const id = await versionedForms['editTarget']?.make(person);
    const { page } = person;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const asksForChoices = (request: Request): boolean => request.postData()?.includes('GroundChoices') === true;
    const choicesAsked = page.waitForRequest(asksForChoices);
    await page.route('**/graphql', async (route) => {
      if (asksForChoices(route.request())) await held;
      await route.continue();
    });
    await versionedForms['editTarget']?.open(person, id ?? '');
    const target = page.getByRole('dialog').getByLabel('Target', { exact: false }).first();
    await choicesAsked;
    await page.getByRole('dialog').getByRole('heading').first().waitFor();
    expect(await page.getByRole('dialog').locator('input').count()).toBe(0);
    release();
    await expect.poll(() => target.inputValue()).toBe('40');
  });
});

describe('a refused change', () => {
  it('says why beside its button and leaves the page as it is', async () => {
    const person = await visit('director');
    const changeIdeaId = await write(person, 'addChangeIdea', {
      id: uuid(),
      networkId: await networkId(person),
      title: `Greet families at the door ${mark()}`,
    });
    const id = await write(person, 'planCycle', {
      id: uuid(),
      changeIdeaId,
      title: `Greet eleven families by name at the door ${mark()}`,
      questions: [{ id: uuid(), question: 'Do they come in?', prediction: 'Nine of eleven' }],
    });
    await write(person, 'beginDo', { id, version: 1 });
    await person.open(`/cycles/${id}`);
    const { page } = person;
    const heading = page.getByRole('heading', { level: 1 });
    const before = await heading.boundingBox();
    await page.getByRole('button', { name: 'Go on to Study' }).click();
    await page.getByRole('alert').first().waitFor();
    const after = await heading.boundingBox();
    expect(after?.height).toBe(before?.height);
    expect(after?.width).toBeGreaterThan(280);
    expect(await page.getByRole('alert').first().textContent()).toContain('Write what happened before you study it.');
    await page.evaluate(() => localStorage.setItem('throughline-language', 'es'));
    await page.reload();
    await page.getByRole('button', { name: 'Pasar a Estudiar' }).click();
    await page.getByText('Escriba qué pasó antes de estudiarlo.').waitFor();
  });
});

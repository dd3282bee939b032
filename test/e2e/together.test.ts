import { describe, expect, it } from 'vitest';
import { useBrowser, visit } from '../support/browser.ts';
import { addAction, inDays, mark, memberId } from '../support/network.ts';

useBrowser();

describe('two people on the same page', () => {
  it('see each other’s changes without a reload', async () => {
    const facilitator = await visit('facilitator');
    const member = await visit('member', { size: 'phone' });
    const id = await addAction(facilitator, await memberId(member), `Visit the two new rooms ${mark()}`);
    await facilitator.open(`/actions/${id}`);
    await member.open(`/actions/${id}`);
    expect(await facilitator.page.getByText('Went to the first of them.').count()).toBe(0);

    await member.page.getByRole('button', { name: /^Start/ }).click();
    await member.page.getByLabel('Anything to say about it?').fill('Went to the first of them.');
    const acknowledged = member.page.waitForResponse(
      (answer) => answer.request().postData()?.includes('mutation') === true,
    );
    await member.page.getByRole('button', { name: 'Say it is started' }).click();
    await acknowledged;
    await facilitator.page.getByText('Went to the first of them.').waitFor();
    await facilitator.page.getByText('In progress').first().waitFor();
  });

  it('find a new action in the open plan, and in the open work of whom it was given', async () => {
    const facilitator = await visit('facilitator');
    const member = await visit('member');
    const title = `Ask the parish for a second volunteer ${mark()}`;
    await member.open('/');
    // Late, so that it stands on the first page of what is due, whatever other tests gave to the same person.
    await addAction(facilitator, await memberId(member), title, inDays(-60));
    await member.page.getByRole('link', { name: title }).first().waitFor();
    await expect.poll(() => member.page.getByRole('button', { name: `Start: ${title}` }).count()).toBe(1);
  });

  it('see both texts when they changed the same one, and lose neither', async () => {
    const first = await visit('facilitator');
    const second = await visit('director');
    const id = await addAction(first, await memberId(first), `Draw the map of the bus stops ${mark()}`);
    for (const { open, page } of [first, second]) {
      await open(`/actions/${id}`);
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.getByRole('dialog').getByLabel('What else one must know').waitFor();
    }
    await second.page.getByLabel('What else one must know').fill('With the stops that were closed.');
    await first.page.getByLabel('What else one must know').fill('Only the stops near a preschool.');
    await first.page.getByRole('button', { name: 'Save the action' }).click();
    await first.page.getByRole('dialog').waitFor({ state: 'hidden' });

    await second.page.getByRole('button', { name: 'Save the action' }).click();
    const conflict = second.page.getByRole('dialog', { name: 'Two texts, one place' });
    await conflict.getByText('With the stops that were closed.').waitFor();
    await conflict.getByText('Only the stops near a preschool.').waitFor();
    await conflict.getByRole('radio', { name: 'Keep both, one below the other' }).check();
    await conflict.getByRole('button', { name: 'Save my choice' }).click();
    await second.page.getByRole('dialog').first().waitFor({ state: 'hidden' });

    const { action } = await first.ask<{ action: { description: string } }>(
      'query Action($id: Uuid!) { action(id: $id) { description } }',
      { id },
    );
    expect(action.description).toContain('With the stops that were closed.');
    expect(action.description).toContain('Only the stops near a preschool.');
    await first.page.getByText('With the stops that were closed.').waitFor();
  });

  it('merge by themselves when they changed different parts', async () => {
    const first = await visit('facilitator');
    const second = await visit('director');
    const title = `Print the calendar ${mark()}`;
    const id = await addAction(first, await memberId(first), title);
    for (const { open, page } of [first, second]) {
      await open(`/actions/${id}`);
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.getByRole('dialog').getByLabel('What else one must know').waitFor();
    }
    await second.page.getByLabel('What is to be done').fill(`${title} in color`);
    await first.page.getByLabel('What else one must know').fill('Forty copies.');
    for (const { page } of [first, second]) {
      await page.getByRole('button', { name: 'Save the action' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    const { action } = await first.ask<{ action: { title: string; description: string } }>(
      'query Action($id: Uuid!) { action(id: $id) { title description } }',
      { id },
    );
    expect(action).toMatchObject({ title: `${title} in color`, description: 'Forty copies.' });
  });
});

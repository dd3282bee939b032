import { describe, expect, it } from 'vitest';
import { people, type Size, useBrowser, visit } from '../support/browser.ts';
import { inDays, mark } from '../support/network.ts';

useBrowser();

describe.each<Size>(['desktop', 'phone'])('a network on a %s', (size) => {
  it('is formed, seated, chartered together and given a plan', async () => {
    const { page, open } = await visit('facilitator', { size });
    const name = `Summer Slide Network ${mark()}`;

    await open('/networks');
    await page.getByRole('button', { name: 'Form a network' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Outcome').selectOption({ index: 1 });
    await dialog.getByLabel('Indicator to watch first').selectOption({ index: 1 });
    await dialog.getByLabel('Purpose').fill('No child loses in summer what spring has taught.');
    await dialog.getByRole('button', { name: 'Form the network' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();

    await page.getByRole('tab', { name: 'People', exact: true }).click();
    await page.getByRole('button', { name: 'Give a seat' }).click();
    const who = dialog.locator('[name="memberId"]');
    const librarian = who.locator('option', { hasText: people.librarian });
    await librarian.waitFor({ state: 'attached' });
    await who.selectOption((await librarian.getAttribute('value')) ?? '');
    await dialog.getByLabel('Perspective').selectOption({ label: 'Practitioner' });
    await dialog.getByRole('button', { name: 'Give the seat' }).click();
    await page.getByRole('button', { name: `Change the seat of ${people.librarian}` }).waitFor();
    expect(await page.getByRole('heading', { name: 'Empty chairs' }).isVisible()).toBe(true);

    await page.getByRole('tab', { name: 'Charter', exact: true }).click();
    await page.getByRole('button', { name: 'Draft the charter' }).click();
    await page.getByLabel('What should be better').selectOption({ label: 'Ready in literacy at kindergarten entry' });
    await page.getByRole('button', { name: 'Send to review' }).click();
    await page.getByText('where it should be').first().waitFor();
    await page.getByLabel('From', { exact: true }).fill('32.4');
    await page.getByLabel('Baseline until').fill('2013-06-30');
    await page.getByLabel('To', { exact: true }).fill('45');
    await page.getByLabel('By', { exact: true }).fill(inDays(700));
    await page.getByLabel('Scope').fill('Children who enter kindergarten next fall.');
    await page.getByLabel('How we work together').fill('One number, one date, one name.');
    await page.getByRole('button', { name: 'Send to review' }).click();
    await page.getByRole('heading', { name: 'Version 1: In review' }).waitFor();

    const member = await visit('librarian', { size });
    await member.open('/');
    const waiting = member.page.getByRole('list', { name: 'Waiting for your answer' });
    await waiting.getByRole('listitem').filter({ hasText: name }).getByRole('link').click();
    await member.page.getByLabel('Your comment').fill('The library is in.');
    await member.page.getByRole('button', { name: 'I agree' }).click();
    await page.getByText('The library is in.').waitFor();
    expect(await member.page.getByRole('button', { name: 'Adopt', exact: true }).count()).toBe(0);

    await page.getByRole('button', { name: 'Adopt', exact: true }).click();
    await page.getByRole('heading', { name: 'Version 1: Adopted' }).waitFor();
    await page
      .getByText(/^Raise Ready in literacy/i)
      .first()
      .waitFor();

    await page.getByRole('tab', { name: 'Plan', exact: true }).click();
    await page.getByRole('button', { name: 'Draft the plan' }).click();
    await page.getByRole('button', { name: 'Add a strategy' }).click();
    await dialog.getByLabel('What the strategy is').fill('Books where families wait');
    await dialog.getByRole('button', { name: 'Add the strategy' }).click();
    await page.getByRole('button', { name: 'Add action: Books where families wait' }).click();
    await dialog.getByLabel('What is to be done').fill('Put a shelf into the clinic’s waiting room');
    await dialog
      .getByLabel('Who', { exact: true })
      .selectOption({ label: `${people.librarian} · Harbor Public Library` });
    await dialog.getByLabel('By when').fill(inDays(14));
    await dialog.getByRole('button', { name: 'Add the action' }).click();
    await page.getByRole('link', { name: 'Put a shelf into the clinic’s waiting room' }).first().waitFor();
    await page.getByRole('button', { name: 'The network agreed it' }).click();
    await page
      .getByRole('region', { name: 'Plan 1' })
      .getByText(/^Agreed/)
      .waitFor();

    await member.open('/');
    const due = member.page.getByRole('list', { name: 'Due from you' });
    await due.getByRole('link', { name: 'Put a shelf into the clinic’s waiting room' }).first().waitFor();
  });
});

import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { overflow, useBrowser, violations, visit } from '../support/browser.ts';

useBrowser();

it('says what goes and what stays before a person is forgotten, and then has forgotten them', async () => {
  const { page, open, ask } = await visit('director', { size: 'phone' });
  const id = uuidv7();
  const name = `Ottoline Brackwater ${id.slice(-4)}`;
  const key = () => ({ idempotencyKey: uuidv7(), id });
  const input = { ...key(), name, email: `${id}@example.org`, role: 'member' };
  await ask('mutation ($input: AddMemberInput!) { addMember(input: $input) { id } }', { input });
  const retired = { ...key(), version: 1, reason: 'Moved away' };
  await ask('mutation ($input: RetireMemberInput!) { retireMember(input: $input) { id } }', { input: retired });
  await open('/people');
  await page.getByRole('button', { name: 'Ended memberships' }).click();
  await page.getByRole('button', { name: `Forget ${name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('What stays: that somebody did what this person did').waitFor();
  await dialog.getByText('Nobody can undo it.').waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await overflow(page)).px).toBe(0);
  await dialog.getByRole('button', { name: 'Forget this person' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(`N. N. (${id.slice(-6)})`).waitFor();
  expect(await page.getByText(name).count()).toBe(0);
  expect(await page.getByText('@forgotten.invalid').count()).toBe(0);
});

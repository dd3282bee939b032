import { describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { type Size, useBrowser, visit, type Visitor } from '../support/browser.ts';
import { addAction, inDays, mark, memberId, networkId, write } from '../support/network.ts';

useBrowser();

describe.each<Size>(['phone', 'desktop'])('a blocked action on a %s', (size) => {
  it('becomes an ask that is already filled in, is committed to, done and confirmed', async () => {
    const member = await visit('member', { size });
    const facilitator = await visit('facilitator', { size });
    const title = `Count the empty seats of the early bus ${mark()}`;
    await addAction(facilitator, await memberId(member), title);

    const { page } = member;
    await member.open('/');
    await page.getByRole('button', { name: `Start: ${title}` }).click();
    await page.getByRole('button', { name: 'Say it is started' }).click();
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });
    await row.getByText('In progress').waitFor();
    await page.getByRole('button', { name: `Blocked: ${title}` }).click();
    await page.getByLabel('What blocks it?').fill('The office shares its lists with nobody outside.');
    await page.getByRole('button', { name: 'Say it is blocked' }).click();
    await row.getByRole('link', { name: 'Ask a partner to lift this' }).click();

    await page.getByText(`Filled in from the blocked action “${title}”`).waitFor();
    expect(await page.getByLabel('In one line').inputValue()).toContain('Count the empty seats');
    const filledIn = (await page.getByLabel('Why it matters, what was tried').inputValue()).concat(
      await page.getByLabel('What exactly you ask for').inputValue(),
    );
    expect(filledIn).toContain('The office shares its lists with nobody outside.');
    expect(await page.getByLabel('Respond by').inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/);
    const newTitle = `Share the early bus’s lists ${mark()}`;
    await page.getByLabel('In one line').fill(newTitle);
    await page.getByLabel('Category').selectOption({ index: 1 });
    await page.getByLabel('Asked of').selectOption({ label: 'Harbor City Schools' });
    await page.getByLabel('What exactly you ask for').fill('Send us the list of each Monday.');
    await page.getByRole('button', { name: 'Raise the ask' }).click();
    await page.getByRole('heading', { level: 1, name: newTitle }).waitFor();

    const leader = await visit('schoolLeader', { size });
    await leader.open('/');
    await leader.page.getByRole('link', { name: `Answer: ${newTitle}` }).click();
    await leader.page.getByRole('button', { name: 'Commit', exact: true }).click();
    await leader.page.getByLabel('What you will do').fill('Send the list each Monday by nine');
    await leader.page.getByLabel('By which day').fill(inDays(10));
    await leader.page.getByRole('button', { name: 'Commit to this' }).click();
    await page.getByText(/Ellen Kowalski committed for Harbor City Schools/).waitFor();
    await leader.page.getByRole('button', { name: 'Report as done' }).click();
    await leader.page.getByLabel('What was done').fill('The first list went out.');
    await leader.page
      .getByRole('form')
      .or(leader.page.locator('form'))
      .getByRole('button', { name: 'Report as done' })
      .click();
    await leader.page.getByText(/reported for Harbor City Schools that it is done/).waitFor();
    expect(await leader.page.getByRole('button', { name: 'Confirm', exact: true }).count()).toBe(0);

    await facilitator.open('/asks');
    await facilitator.page.getByRole('link', { name: newTitle }).first().click();
    await facilitator.page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await facilitator.page.getByRole('button', { name: 'Confirm as done' }).click();
    await facilitator.page.getByText(/Rosa Delgado confirmed it/).waitFor();
  });
});

describe('an ask', () => {
  it('is declined only with a reason, which those who asked read', async () => {
    const member = await visit('member');
    await member.open('/asks/new');
    const newTitle = `Lend the gym on two evenings ${mark()}`;
    await member.page.getByLabel('Network').selectOption({ label: 'Kindergarten Readiness Network' });
    await member.page.getByLabel('Category').selectOption({ index: 1 });
    await member.page.getByLabel('In one line').fill(newTitle);
    await member.page.getByLabel('Asked of').selectOption({ label: 'Harbor City Schools' });
    await member.page.getByLabel('What exactly you ask for').fill('The gym on two evenings in May.');
    await member.page.getByRole('button', { name: 'Raise the ask' }).click();
    await member.page.getByRole('heading', { level: 1, name: newTitle }).waitFor();

    const { page, open } = await visit('schoolLeader');
    await open('/');
    await page.getByRole('link', { name: `Answer: ${newTitle}` }).click();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByRole('button', { name: 'Decline the ask' }).click();
    expect(await page.getByText(/declined for/).count()).toBe(0);
    await page.getByLabel('Why not').fill('The floor is being renewed until June.');
    await page.getByRole('button', { name: 'Decline the ask' }).click();
    await member.page.getByText('The floor is being renewed until June.').first().waitFor();
  });

  it('keeps what was answered beside its answer when its words change, and asks for a new one', async () => {
    const member = await visit('member');
    const newTitle = `Send an aide ${mark()}`;
    const id = await raise(member, newTitle, 'One aide in each room.');
    const leader = await visit('schoolLeader');
    await leader.open(`/asks/${id}`);
    await leader.page.getByRole('button', { name: 'Commit', exact: true }).click();
    await leader.page.getByLabel('What you will do').fill('One aide from May on');
    await leader.page.getByLabel('By which day').fill(inDays(20));
    await leader.page.getByRole('button', { name: 'Commit to this' }).click();
    await leader.page.getByText(/committed for Harbor City Schools/).waitFor();

    const { page, open } = member;
    await open(`/asks/${id}`);
    expect(await page.getByRole('button', { name: 'Change the words' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Ask again with changed words' }).click();
    await page.getByLabel('What exactly you ask for').fill('Three aides in each room.');
    await page.getByRole('button', { name: 'Ask again', exact: true }).click();
    await page.getByText(/asked again in changed words \(version 2\)/).waitFor();

    const contract = leader.page.locator('section', { hasText: 'The contract' });
    await contract.getByText('Given to version 1 of the words').waitFor();
    await contract.locator('del', { hasText: 'One aide in each room.' }).waitFor();
    await contract.locator('ins', { hasText: 'Three aides in each room.' }).waitFor();
    await leader.page.getByRole('button', { name: 'Decline', exact: true }).click();
    await leader.page.getByLabel('Why not').fill('One is all we have.');
    await leader.page.getByRole('button', { name: 'Decline the ask' }).click();
    await page.getByText('One is all we have.').first().waitFor();

    await open('/');
    await page.getByRole('button', { name: `Accept it: ${newTitle}` }).click();
    await page.getByRole('button', { name: 'Accept the answer', exact: true }).click();
    await page.getByRole('button', { name: `Accept it: ${newTitle}` }).waitFor({ state: 'detached' });
    await open(`/asks/${id}`);
    await page.getByText(/accepted the answer and closed the ask/).waitFor();
    await page.getByRole('button', { name: 'Ask again as it is' }).waitFor();
    expect(await page.getByRole('button', { name: 'Ask again with changed words' }).count()).toBe(0);
  });

  it('takes no answer to words that changed while it was written, and keeps the text of both', async () => {
    const member = await visit('member');
    const id = await raise(member, `Lend the hall ${mark()}`, 'The hall on Mondays.');
    const leader = await visit('schoolLeader');
    leader.expects(/409|Conflict/);
    await leader.open(`/asks/${id}`);
    await leader.page.getByRole('button', { name: 'Decline', exact: true }).click();
    await leader.page.getByLabel('Why not').fill('Mondays are taken.');
    await member.open(`/asks/${id}`);
    await member.page.getByRole('button', { name: 'Change the words' }).click();
    await member.page.getByLabel('What exactly you ask for').fill('The hall on Fridays.');
    await member.page.getByRole('button', { name: 'Save the changes' }).click();
    await leader.page.locator('ins', { hasText: 'The hall on Fridays.' }).waitFor();
    await leader.page.getByRole('button', { name: 'Decline the ask' }).click();
    await leader.page.getByRole('alert').first().waitFor();
    expect(await leader.page.getByText(/declined for/).count()).toBe(0);
    expect(await leader.page.getByLabel('Why not').inputValue()).toBe('Mondays are taken.');
  });

  it('turns a change of words over into a new version when an answer comes first', async () => {
    const member = await visit('member');
    member.expects(/409|Conflict/);
    const id = await raise(member, `Lend the kitchen ${mark()}`, 'The kitchen on Mondays.');
    await member.open(`/asks/${id}`);
    await member.page.getByRole('button', { name: 'Change the words' }).click();
    await member.page.getByLabel('What exactly you ask for').fill('The kitchen on Fridays.');
    const leader = await visit('schoolLeader');
    await write(leader, 'declineEscalation', { id, version: 1, text: 'No kitchen on Mondays.' });
    await member.page.getByRole('button', { name: 'Ask again', exact: true }).click();
    await member.page.getByText(/asked again in changed words \(version 2\)/).waitFor();
    await member.page.getByText('Given to version 1 of the words').waitFor();
  });
});

/** An ask of the schools, made without the screen. */
async function raise(visitor: Visitor, title: string, ask: string): Promise<string> {
  const { organizations } = await visitor.ask<{ organizations: { nodes: { id: string; name: string }[] } }>(
    '{ organizations(first: 100) { nodes { id name } } }',
  );
  return write(visitor, 'raiseEscalation', {
    id: uuid(),
    networkId: await networkId(visitor),
    kind: 'barrier',
    category: 'operational',
    title,
    ask,
    respondBy: inDays(10),
    toOrganizationId: organizations.nodes.find(({ name }) => name === 'Harbor City Schools')?.id,
  });
}

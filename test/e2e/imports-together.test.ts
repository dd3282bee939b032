import { describe, expect, it } from 'vitest';
import { type Visitor, useBrowser, visit } from '../support/browser.ts';
import { importRow, mapTogether, uploadTogether } from '../support/forms/imports.ts';

useBrowser();

const mapping = ({ page }: Visitor) => page.getByRole('form', { name: 'What the columns mean' });
const save = (visitor: Visitor) =>
  mapping(visitor).getByRole('button', { name: 'Save and check the file', exact: true }).click();

/** Somebody who has an import open in which both map columns. */
async function at(visitor: Visitor, id: string): Promise<void> {
  visitor.expects(/409|Conflict/);
  await visitor.open(`/imports/${id}`);
  await mapping(visitor).getByLabel('Place: name').waitFor();
}

describe('two people who map one import', () => {
  it('both keep theirs: one chose the column of the place, the other that of the value', async () => {
    const [one, other] = [await visit('dataManager'), await visit('director')];
    const id = await mapTogether(one, await uploadTogether(one));
    await at(one, id);
    await at(other, id);
    await mapping(one).getByLabel('Place: name').selectOption('Town');
    await mapping(other).getByLabel('Value', { exact: true }).selectOption('Of them');
    await save(one);
    await expect.poll(async () => (await importRow(one, id)).mapping?.place.labelColumn).toBe('Town');
    // The file is read for the first of them; who saves meanwhile is told, and saves again.
    await one.page.getByRole('heading', { name: 'What the check found' }).waitFor();
    await save(other);
    const columns = async () => {
      const { mapping: stored } = await importRow(one, id);
      return [stored?.place.labelColumn, stored?.indicators[0]?.value?.column];
    };
    await expect.poll(columns).toEqual(['Town', 'Of them']);
  });

  it('keep what one is choosing while the other looks at the file anew', async () => {
    const [one, other] = [await visit('dataManager'), await visit('director')];
    const id = await mapTogether(one, await uploadTogether(one));
    await at(one, id);
    await mapping(one).getByLabel('Place: name').selectOption('Town');
    await other.open(`/imports/${id}`);
    await other.page.getByText('What we see in the file').click();
    await other.page.getByText('Read it in another way').click();
    const look = other.page.getByRole('form', { name: 'Read it in another way' });
    await look.getByLabel('Decimal sign').selectOption({ label: 'Comma (54,3)' });
    await look.getByRole('button', { name: 'Look again' }).click();
    await expect.poll(async () => (await importRow(one, id)).mapping).toBe(null);
    // Told that it is a draft now, with a way to throw it away.
    await mapping(one).getByText('This is your draft from').waitFor();
    expect(await mapping(one).getByLabel('Place: name').inputValue()).toBe('Town');
    await save(one);
    await expect.poll(async () => (await importRow(one, id)).mapping?.place.labelColumn).toBe('Town');
    expect((await importRow(one, id)).seen.corrected).toMatchObject({ decimalSign: 'comma' });
  });
});

describe('a mark that is typed and not added', () => {
  it('goes with the mapping when that is saved', async () => {
    const one = await visit('dataManager');
    const id = await mapTogether(one, await uploadTogether(one));
    await at(one, id);
    await mapping(one).getByText('More about marks').click();
    await mapping(one).getByLabel('Another mark').fill('n/r');
    await save(one);
    await expect.poll(async () => (await importRow(one, id)).mapping?.marks.map(({ text }) => text)).toContain('n/r');
  });
});

import { describe, expect, it } from 'vitest';
import { overflow, useBrowser, violations, visit, type Visitor } from '../support/browser.ts';
import { importRow, mapTogether, uploadTogether } from '../support/forms/imports.ts';
import { mark, write } from '../support/network.ts';

useBrowser();

const header = 'Absence by district\nDistrict,Town,Year,Share,Of them\n';
const newFile =
  header +
  [
    'Bridgeport School District,Bridgeport,2018-2019,18.4,920',
    'Bridgeport School District,Bridgeport,2019-2020,25,1250',
    'Hartford School District,Hartford,2018-2019,21.2,1060',
    'Hartford School District,Hartford,2020-2021,20,1000',
  ].join('\n');

/** An import whose rows are in force, of an indicator of its own. */
async function commitFirst(visitor: Visitor): Promise<string> {
  const id = await mapTogether(visitor, await uploadTogether(visitor, `absence-${mark()}.csv`));
  const { version, mapping } = await importRow(visitor, id);
  const adding = { ...mapping, place: { ...mapping?.place, unknown: 'add' } };
  await write(visitor, 'mapImport', { id, version, mapping: adding });
  for (const step of ['checkImport', 'commitImport']) {
    await write(visitor, step, { id, version: (await importRow(visitor, id)).version });
  }
  return id;
}

describe('a source', () => {
  it.each([
    ['at a desk', { width: 1280, height: 900 }],
    ['on a phone', { width: 375, height: 800 }],
  ])('is remembered, renewed with a dropped file, compared, committed and undone %s', async (_where, size) => {
    const keeper = await visit('dataManager');
    const { page } = keeper;
    await page.setViewportSize(size);
    const first = await commitFirst(keeper);
    const name = `Absence ${mark()}`;
    await keeper.open(`/imports/${first}`);
    await page.getByRole('button', { name: 'Remember where it came from' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('What the file is called here').fill(name);
    await form.getByLabel('Publisher').fill('State of Example');
    await form.getByLabel('Address of the file').fill('https://data.example.gov/absence.csv');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await page.getByText('next file expected on').count()).toBe(1);
    await page.getByText('This server may not fetch files from data.example.gov.').waitFor();
    expect([await violations(page), (await overflow(page)).px]).toEqual([[], 0]);

    // By the keyboard: the field for the file takes the focus, and its label shows it.
    const chooser = page.getByLabel(`Choose the new file of ${name}`);
    await chooser.focus();
    expect(await chooser.evaluate((field) => field === document.activeElement)).toBe(true);
    await chooser.setInputFiles({
      name: 'page.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('<html><p>Sign in</p></html>'),
    });
    await page.getByText('This is a web page, not a table.').waitFor();
    await chooser.setInputFiles({ name: 'absence-new.csv', mimeType: 'text/csv', buffer: Buffer.from(newFile) });

    await page.getByRole('heading', { name: '1 new and 1 revised rows are ready' }).waitFor();
    await page.getByText('1 row of earlier files is not in this one.').waitFor();
    const list = page.getByRole('list', { name: 'Row by row' });
    await list.getByText('20%').waitFor();
    const show = page.getByLabel('Show', { exact: true });
    await show.selectOption('revised');
    await list.getByText('19.3%').waitFor();
    await list.getByText('25%').waitFor();
    await show.selectOption('gone');
    await list.getByText('22.4%').waitFor();
    expect([await violations(page), (await overflow(page)).px]).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Commit and take out what is gone' }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('The state withdrew it.');
    await page.getByRole('dialog').getByRole('button', { name: 'Commit and take out what is gone' }).click();
    await page.getByText('1 row was taken out.').waitFor();

    // The same file again has nothing to commit.
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page
      .getByLabel(`Choose the new file of ${name}`)
      .setInputFiles({ name: 'absence-new.csv', mimeType: 'text/csv', buffer: Buffer.from(newFile) });
    await page.getByText('There is nothing to commit: all 4 rows of this file are here already.').waitFor();
    await page.getByRole('link', { name }).click();
    await page.getByRole('link', { name: 'absence-new.csv' }).nth(1).click();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('1 row that was taken out comes back.').waitFor();
  });
});

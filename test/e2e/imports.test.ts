import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { overflow, type Size, useBrowser, violations, visit, waitUntilKept } from '../support/browser.ts';
import { workbook } from '../support/workbook.ts';

useBrowser();

/** Undoes the import on the screen, having read what that does. */
async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo this import' }).click();
  const question = page.getByRole('dialog', { name: /^Undo .*\?$/ });
  await question.getByText(/numbers? that this file brought disappears? from charts and tables/).waitFor();
  await question.getByRole('button', { name: 'Undo this import' }).click();
}

const publicFile = new URL(
  '../../apps/api/data/connecticut/chronic-absence/chronic_absenteeism_by_race_ethnicity_2012-2020.csv',
  import.meta.url,
);

/** The state's own file for one district and year, as if it were published for another year. */
function fileOf(year: string, change: (lines: string[]) => string[] = (lines) => lines): Buffer {
  const [head = '', ...lines] = readFileSync(publicFile, 'utf8').split(/\r?\n/);
  const chosen = lines.filter((line) => line.startsWith('"Bridgeport') && line.includes('"2011-2012"'));
  const renamed = chosen.map((line) => line.replace('"2011-2012"', `"${year}"`));
  return Buffer.from([head, ...change(renamed), ''].join('\r\n'));
}

const csv = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer });
const withValue = (line: string, value: string): string => line.replace(/"[^"]*"$/, `"${value}"`);

describe.each<{ size: Size; year: string }>([
  { size: 'desktop', year: '2031-2032' },
  { size: 'phone', year: '2032-2033' },
])('an import on a $size', ({ size, year }) => {
  it('is looked at, mapped, checked, kept out by its problems, committed once they are gone, and undone', async () => {
    const { page, open, ask } = await visit('dataManager', { size });
    const name = `absence-${year}.csv`;
    const wrong = fileOf(year, ([first = '', second = '', ...rest]) => [
      withValue(first, '*'),
      withValue(second, '930'),
      ...rest,
    ]);
    await open('/imports');
    await page.locator('input[type=file][multiple]').setInputFiles(csv(`wrong-${name}`, wrong));
    await page.getByRole('heading', { level: 1, name: `wrong-${name}` }).waitFor();
    await page
      .getByRole('definition')
      .filter({ hasText: /^UTF-8$/ })
      .waitFor();
    await page.getByText('Race/Ethnicity').first().waitFor();

    await page.getByLabel('Which indicator is the file about?').selectOption({ label: 'Chronically absent students' });
    const period = page.getByLabel('Period', { exact: true });
    await period.waitFor();
    expect(await period.inputValue()).toBe('column:Year');
    expect(await page.getByLabel('Place: name').inputValue()).toBe('District');
    expect(await page.getByRole('checkbox', { name: 'Race/Ethnicity' }).isChecked()).toBe(true);
    await page.getByLabel('“*” means').selectOption({ label: 'Suppressed by the source' });
    await page.getByLabel('“-9999” means').selectOption({ label: 'Not reported' });
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save and check the file' }).click();
    await page.getByRole('heading', { name: 'Problems by row' }).waitFor();
    const problems = page.getByRole('list', { name: 'Problems by row' });
    await page.getByText('Out of range: 1 (error)').waitFor();
    await problems.getByText(/^Line 3/).waitFor();
    await problems.getByText('A percent lies between 0 and 100.').waitFor();
    expect(await page.getByRole('button', { name: 'Commit', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Discard this import' }).click();
    const question = page.getByRole('dialog', { name: `Discard wrong-${name}?` });
    await question.getByText('Nothing that people read changes.').waitFor();
    expect(await violations(page)).toEqual([]);
    await question.getByRole('button', { name: 'Close' }).last().click();
    expect(await page.getByText('This import was discarded').count()).toBe(0);
    await page.getByRole('button', { name: 'Discard this import' }).click();
    await question.getByRole('button', { name: 'Discard this import' }).click();
    await page.getByText('This import was discarded').waitFor();
    await page.getByRole('button', { name: 'Take it up again' }).click();
    await page.getByRole('button', { name: 'Save and check the file' }).click();
    await page.getByText('Out of range: 1 (error)').waitFor();
    await page.getByRole('button', { name: 'Discard this import' }).click();
    await question.getByRole('button', { name: 'Discard this import' }).click();
    await page.getByText('This import was discarded').waitFor();

    await open('/imports');
    await page.locator('input[type=file][multiple]').setInputFiles(csv(name, fileOf(year)));
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await page.getByLabel('Which indicator is the file about?').selectOption({ label: 'Chronically absent students' });
    await page.getByRole('button', { name: 'Save and check the file' }).click();
    await page.getByRole('button', { name: 'Commit', exact: true }).click();
    await page.getByRole('heading', { name: 'This file is in' }).waitFor();
    const has = async (): Promise<boolean> => {
      const { indicators } = await ask<{ indicators: { nodes: { id: string; name: string }[] } }>(
        '{ indicators(first: 50) { nodes { id name } } }',
      );
      const id = indicators.nodes.find((one) => one.name === 'Chronically absent students')?.id;
      const { series } = await ask<{ series: { starts: string[] }[] }>(
        'query Starts($id: Uuid!) { series(indicatorId: $id) { starts } }',
        { id },
      );
      return series.some(({ starts }) => starts.some((start) => start.startsWith(year.slice(0, 4))));
    };
    expect(await has()).toBe(true);
    await undo(page);
    await page.getByText('This import was undone').waitFor();
    expect(await has()).toBe(false);
  });
});

/** One name is misspelt, and one district stands twice with different numbers. */
const book = (year: number, misspelt = 'New Havn'): Buffer =>
  workbook([
    { name: 'Read me', rows: [['Notes of the publisher']] },
    {
      name: 'Absence',
      rows: [
        ['Chronic absence by race'],
        [],
        ['District', `Black or African American ${year}-${year - 1999}`, `White ${year}-${year - 1999}`],
        ['Bridgeport School District', 18.4, 9.1],
        ['Hartford School District', 21.2, '*'],
        [`${misspelt} School District`, 19.5, 8.4],
        ['Hartford School District', 21.9, '*'],
      ],
    },
  ]);

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe.each<{ size: Size; year: number; misspelt: string }>([
  { size: 'desktop', year: 2033, misspelt: 'New Havn' },
  { size: 'phone', year: 2034, misspelt: 'New Hawen' },
])('a wide workbook on a $size', ({ size, year, misspelt }) => {
  it('is recognised, corrected where it contradicts itself, committed, seen on the indicator, and undone', async () => {
    const { page, open } = await visit('dataManager', { size });
    const name = `absence-${year}.xlsx`;
    await open('/imports');
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name, mimeType: workbookType, buffer: book(year, misspelt) });
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('Sheet', { exact: true }).first().waitFor();
    await page.getByLabel('Which indicator is the file about?').selectOption({ label: 'Chronically absent students' });
    await page.getByRole('checkbox', { name: /is a period or a group/ }).waitFor();
    await page.getByText('Columns that name a period or a group').click();
    const periodOf = page.getByLabel(`Period of White ${year}-${year - 1999}`, { exact: true });
    expect(await periodOf.inputValue()).toBe(`${year}-${year - 1999}`);
    expect(await page.getByLabel(`Group of White ${year}-${year - 1999}`).inputValue()).toBe('White');
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save and check the file' }).click();

    // A name that nobody knows, with the one that it probably is.
    const question = page.getByText('1 name needs your answer.');
    await question.waitFor();
    await page.getByRole('button', { name: 'Perhaps New Haven School District: yes' }).click();
    await page.getByRole('button', { name: 'Save and check again' }).click();
    await question.waitFor({ state: 'detached' });

    // Two lines contradict each other: the file is kept out until the person says what becomes of them.
    await page.getByRole('heading', { name: /contradicts another/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Commit', exact: true }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    // The mapping has the same choice.
    const lines = page.getByRole('form', { name: 'Lines that contradict each other' });
    await lines.getByLabel('If two lines tell one thing differently').selectOption({ label: 'Keep the last one' });
    await lines.getByRole('button', { name: 'Use this and check again' }).click();
    await page.getByRole('button', { name: 'Commit', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'What will come in' }).waitFor();
    await page.getByText('21.9%').waitFor();
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Commit', exact: true }).click();
    await page.getByRole('heading', { name: 'This file is in' }).waitFor();
    const address = page.url();

    await open('/indicators');
    await page.getByRole('link', { name: 'Chronically absent students' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Chronically absent students' }).waitFor();
    await page.getByRole('figure').first().waitFor();

    await page.goto(address);
    await undo(page);
    await page.getByText('This import was undone').waitFor();
  });
});

describe('a table from the clipboard', () => {
  it.each<{ size: Size; year: number }>([
    { size: 'desktop', year: 2035 },
    { size: 'phone', year: 2036 },
  ])('becomes an import on a $size', async ({ size, year }) => {
    const { page, open } = await visit('dataManager', { size });
    await open('/imports');
    await page.getByRole('button', { name: 'Paste from a spreadsheet' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste from a spreadsheet' });
    await dialog
      .getByLabel('What you copied')
      .fill(`${year}-${year - 1999}\t18.4%\n${year + 1}-${year - 1998}\t17.9%\n${year + 2}-${year - 1997}\t17.1%`);
    await dialog.getByText('3 rows of 2 columns without a header.').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Name', { exact: true }).fill(`Absence ${year}`);
    await dialog.getByRole('button', { name: 'Take this table' }).click();
    await page.getByRole('heading', { level: 1, name: `Absence ${year}.tsv` }).waitFor();
    await page.getByLabel('Which indicator is the file about?').selectOption({ label: 'Chronically absent students' });
    await page.getByLabel('The file is about').fill('Bridgeport School District');
    await page.getByRole('button', { name: 'Save and check the file' }).click();
    await page.getByRole('heading', { name: '3 observations are ready' }).waitFor();
    await page.getByRole('list', { name: 'What will come in' }).getByText('17.1%').waitFor();
    await page.getByRole('button', { name: 'Commit', exact: true }).click();
    await page.getByRole('heading', { name: 'This file is in' }).waitFor();
    await undo(page);
    await page.getByText('This import was undone').waitFor();
  });
});

describe('a table that was pasted', () => {
  it('is still there after a reload and after the dialog was closed', async () => {
    const { page, open } = await visit('director');
    const dialog = page.getByRole('dialog', { name: 'Paste from a spreadsheet' });
    const paste = () => page.getByRole('button', { name: 'Paste from a spreadsheet' }).click();
    const text = '2050-51\t18.4%\n2051-52\t17.9%';
    await open('/imports');
    await paste();
    await dialog.getByLabel('What you copied').fill(text);
    await dialog.getByLabel('Name', { exact: true }).fill('Absence by hand');
    await waitUntilKept(page, 'Absence by hand');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('button', { name: 'Paste from a spreadsheet' }).waitFor();
    await paste();
    await expect.poll(() => dialog.getByLabel('What you copied').inputValue()).toBe(text);
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Absence by hand');
    await dialog.getByLabel('What you copied').fill('');
  });
});

describe('several files of one series', () => {
  it.each<{ size: Size; year: number }>([
    { size: 'desktop', year: 2040 },
    { size: 'phone', year: 2044 },
  ])('are mapped once and committed together on a $size, and stop at the one that is wrong', async ({ size, year }) => {
    const { page, open } = await visit('dataManager', { size });
    const years = [year, year + 1, year + 2].map((each) => `${each}-${each + 1}`);
    const files = years.map((each, at) =>
      csv(
        `series-${each}.csv`,
        fileOf(each, ([first = '', ...rest]) => [at === 2 ? withValue(first, '930') : first, ...rest]),
      ),
    );
    await open('/imports');
    await page.locator('input[type=file][multiple]').setInputFiles(files);
    await page.getByRole('heading', { level: 1, name: '3 files of one series' }).waitFor();
    const together = page.url();
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: `Begin with series-${years[0]}.csv` }).click();
    await page.getByLabel('Which indicator is the file about?').selectOption({ label: 'Chronically absent students' });
    await page.getByRole('button', { name: 'Save and check the file' }).click();
    await page.getByRole('button', { name: 'Commit', exact: true }).waitFor();
    await page.getByRole('link', { name: 'All files that came with it' }).click();
    await page.getByRole('button', { name: 'Check 2 files' }).click();
    await page.getByText(`Stopped at series-${years[2]}.csv: it has errors.`).waitFor();
    await page.getByRole('button', { name: 'Commit 2 files that are ready' }).click();
    await page.getByRole('button', { name: /^Commit/ }).waitFor({ state: 'detached' });
    const list = page.getByRole('list', { name: 'Files' });
    expect(await list.getByText('In', { exact: true }).count()).toBe(2);
    await list.getByText('Has errors', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    for (const each of years.slice(0, 2)) {
      await page.goto(together);
      await page.getByRole('link', { name: `series-${each}.csv` }).click();
      await undo(page);
      await page.getByText('This import was undone').waitFor();
    }
  });
});

describe('a file that is no table', () => {
  it.each([
    {
      what: 'a picture',
      buffer: Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    },
    { what: 'nothing at all', buffer: Buffer.alloc(0) },
    { what: 'a header alone', buffer: Buffer.from('District,Year,Value\r\n') },
    { what: 'one column', buffer: Buffer.from('District\r\nBridgeport\r\nHartford\r\n') },
    { what: 'a text with NUL bytes', buffer: Buffer.from('District,Year,Value\0\0\0\r\nBridgeport,2019,1\0\r\n') },
    { what: 'half a workbook', buffer: book(2039).subarray(0, 400) },
  ])('gets its own answer: $what', async ({ buffer }) => {
    const { page, open, expects, ask } = await visit('dataManager');
    expects(/status of 4\d\d/);
    const count = async (): Promise<number> =>
      (await ask<{ imports: { totalCount: number } }>('{ imports(first: 1) { totalCount } }')).imports.totalCount;
    const before = await count();
    await open('/imports');
    await page.locator('input[type=file][multiple]').setInputFiles(csv('holiday.csv', buffer));
    await page.getByRole('alert').waitFor();
    const message = (await page.getByRole('alert').textContent()) ?? '';
    expect(message).not.toContain('Something went wrong on our side');
    expect(message.length).toBeGreaterThan(20);
    expect(await count()).toBe(before);
  });

  it('is refused to everybody but the data manager and the director', async () => {
    const { page, open } = await visit('facilitator');
    await open('/imports');
    await page.getByText('Data files are brought in by the data manager and the director.').waitFor();
    expect(await page.locator('input[type=file][multiple]').count()).toBe(0);
  });
});

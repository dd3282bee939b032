import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { overflow, type Size, useBrowser, violations, visit } from '../support/browser.ts';

useBrowser();

const published = new URL(
  '../../apps/api/data/connecticut/chronic-absence/chronic_absenteeism_by_race_ethnicity_2012-2020.csv',
  import.meta.url,
);

/** The state's own file for one district and year, as if it were published for another year. */
function fileOf(year: string, change: (lines: string[]) => string[] = (lines) => lines): Buffer {
  const [head = '', ...lines] = readFileSync(published, 'utf8').split(/\r?\n/);
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
    await page.locator('input[type=file]').setInputFiles(csv(`wrong-${name}`, wrong));
    await page.getByRole('heading', { level: 1, name: `wrong-${name}` }).waitFor();
    await page.getByText('UTF-8', { exact: true }).waitFor();
    await page.getByText('Race/Ethnicity').first().waitFor();

    await page.getByLabel('Which indicator is the file about?').selectOption({ label: 'Chronically absent students' });
    const period = page.getByLabel('Period', { exact: true });
    await period.waitFor();
    expect(await period.inputValue()).toBe('column:Year');
    expect(await page.getByLabel('Place: name').inputValue()).toBe('District');
    expect(await page.getByRole('checkbox', { name: 'Race/Ethnicity' }).isChecked()).toBe(true);
    await page.getByLabel('“*” means').selectOption({ label: 'Suppressed by the source' });
    await page.getByLabel('“-9999” means').selectOption({ label: 'Not reported' });
    expect(await overflow(page)).toEqual({ px: 0, of: [] });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save and check the file' }).click();
    await page.getByRole('heading', { name: 'Problems by row' }).waitFor();
    const problems = page.getByRole('list', { name: 'Problems by row' });
    await page.getByText('Out of range: 1 (error)').waitFor();
    await problems.getByText(/^Line 3/).waitFor();
    await problems.getByText('A percent lies between 0 and 100.').waitFor();
    expect(await page.getByRole('button', { name: 'Commit', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Discard this import' }).click();
    await page.getByText('This import was discarded').waitFor();

    await open('/imports');
    await page.locator('input[type=file]').setInputFiles(csv(name, fileOf(year)));
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
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('This import was undone').waitFor();
    expect(await has()).toBe(false);
  });
});

describe('a file that is no table', () => {
  it.each([
    {
      what: 'a picture',
      buffer: Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
    },
    { what: 'nothing at all', buffer: Buffer.alloc(0) },
  ])('gets its own answer: $what', async ({ buffer }) => {
    const { page, open, expects, ask } = await visit('dataManager');
    expects(/status of 4\d\d/);
    const count = async (): Promise<number> =>
      (await ask<{ imports: { totalCount: number } }>('{ imports(first: 1) { totalCount } }')).imports.totalCount;
    const before = await count();
    await open('/imports');
    await page.locator('input[type=file]').setInputFiles(csv('holiday.csv', buffer));
    await page.getByRole('alert').waitFor();
    const told = (await page.getByRole('alert').textContent()) ?? '';
    expect(told).not.toContain('Something went wrong on our side');
    expect(told.length).toBeGreaterThan(20);
    expect(await count()).toBe(before);
  });

  it('is refused to everybody but the data manager and the director', async () => {
    const { page, open } = await visit('facilitator');
    await open('/imports');
    await page.getByText('Data files are brought in by the data manager and the director.').waitFor();
    expect(await page.locator('input[type=file]').count()).toBe(0);
  });
});

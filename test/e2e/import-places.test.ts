import { describe, expect, it } from 'vitest';
import { overflow, type Size, useBrowser, violations, visit } from '../support/browser.ts';
import { mark } from '../support/network.ts';

useBrowser();

/** Schools whose numbers begin anew in each district, districts, and the state. */
const fileOf = (name: string): Buffer =>
  Buffer.from(
    `District Code,District Name,School Code,School Name,Year,Percent
,Connecticut Total,,,2051-52,50.5
0010,Ash ${name},,All Schools,2051-52,51.5
0010,Ash ${name},001,High School,2051-52,52.5
0010,Ash ${name},002,Elm ${name},2051-52,53.5
0020,Birch ${name},,All Schools,2051-52,54.5
0020,Birch ${name},001,High School,2051-52,55.5
0020,Birch ${name},002,Oak ${name},2051-52,56.5
`,
  );

describe.each<{ size: Size }>([{ size: 'desktop' }, { size: 'phone' }])(
  'the places of a file, on a $size',
  ({ size }) => {
    it('are said in sentences, changed by hand, checked, and shown where their numbers go', async () => {
      const { page, open } = await visit('dataManager', { size });
      const name = mark();
      const shots = process.env['SCREENSHOTS'];
      const shoot = async (what: string) => {
        if (shots) await page.screenshot({ path: `${shots}/places-${what}-${size}.png`, fullPage: true });
      };
      await open('/imports');
      const file = { name: `schools-${name}.csv`, mimeType: 'text/csv', buffer: fileOf(name) };
      await page.locator('input[type=file][multiple]').setInputFiles(file);
      await page.getByRole('heading', { level: 1, name: file.name }).waitFor();
      await page
        .getByLabel('Which indicator is the file about?')
        .selectOption({ label: 'Chronically absent students' });
      const summary = page.locator('summary').filter({ hasText: 'Kinds of places, what they lie in, totals' });
      await summary.getByText('Each lies in what “District Name” names (District).').waitFor();
      await summary.getByText('both together say which place it is').waitFor();
      await summary.getByText('Rows with “Connecticut Total” tell of Connecticut (State)').waitFor();
      await summary.focus();
      await page.keyboard.press('Enter');
      await shoot('fields');
      expect(await overflow(page)).toEqual({ px: 0, elements: [] });
      expect(await violations(page)).toEqual([]);

      // By hand: the state by its name, and what a place cannot lie in.
      await page.getByLabel('They are of the place').fill(`Connecticut ${name}`);
      await page.getByLabel('Each place lies in: name').selectOption({ label: 'School Name' });
      await page.getByRole('button', { name: 'Save and check the file' }).click();
      await page.getByText('A place does not lie in itself. Choose the column of what it lies in.').first().waitFor();
      await page.getByLabel('Each place lies in: name').selectOption({ label: 'District Name' });
      await page.getByRole('button', { name: 'Save and check the file' }).click();
      const places = page.getByRole('list', { name: 'Places' });
      await places.getByText(`0010/001 · in Ash ${name}`).waitFor();
      await places.getByText(`0020/001 · in Birch ${name}`).waitFor();
      await places.getByText(`Connecticut ${name}`, { exact: true }).waitFor();
      await page.getByText('both together say which place it is').last().waitFor();
      await shoot('checked');
      expect(await violations(page)).toEqual([]);
    });
  },
);

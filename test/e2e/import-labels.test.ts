import { describe, expect, it } from 'vitest';
import { overflow, type Size, useBrowser, violations, visit } from '../support/browser.ts';

useBrowser();

/** Clubs of which nobody can know what they are groups of, and a school that is new. */
const fileOf = (mark: string, year: string): Buffer =>
  Buffer.from(
    `School,Group,Year,Absent,Students,Rate
Bridgeport School District,All,${year},300,2000,15.0
Bridgeport School District,Riders ${mark},${year},160,900,17.8
Bridgeport School District,Walkers ${mark},${year},140,1100,12.7
Bridgeport School District,Choir ${mark},${year},20,300,6.7
Quarry Street ${mark},All,${year},40,200,20.0
`,
  );

describe.each<{ size: Size; mark: string; year: string }>([
  { size: 'desktop', mark: 'Ash', year: '2041-42' },
  { size: 'phone', mark: 'Birch', year: '2042-43' },
])('where the numbers of a file go, on a $size', ({ size, mark, year }) => {
  it('is shown name by name; what a new group is a group of is asked, and the group can be moved later', async () => {
    const { page, open } = await visit('dataManager', { size });
    const shots = process.env['SCREENSHOTS'];
    const shoot = async (name: string) => {
      if (shots) await page.screenshot({ path: `${shots}/${name}-${size}.png`, fullPage: true });
    };
    const name = `clubs-${mark}.csv`;
    await open('/imports');
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: fileOf(mark, year) });
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByLabel('Which indicator is the file about?').selectOption({ label: 'Chronically absent students' });
    await page.getByRole('button', { name: 'Save and check the file' }).click();
    await page.getByLabel('Places that we do not know').selectOption({ label: 'Add them' });
    const groupOf = (label: string) => page.getByLabel(`“${label} ${mark}” is a group of`, { exact: true });
    await groupOf('Riders').selectOption({ label: 'Something else: give it a name' });
    await page.getByLabel('What it is a group of', { exact: true }).fill(`Transport ${mark}`);
    await groupOf('Walkers').selectOption({ label: `Transport ${mark}` });
    await shoot('asked');
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save and check again' }).click();
    // One is still not clear: the file is kept out, and the screen says why.
    await page
      .getByText(/Not clear what .* is a group of/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Commit', exact: true }).count()).toBe(0);
    await groupOf('Choir').selectOption({ label: 'It overlaps with other groups, or belongs to no breakdown' });
    await page.getByRole('button', { name: 'Save and check again' }).click();
    await page.getByText('3 new groups are added.').waitFor();
    await page
      .getByText(/^New: (School|District)/)
      .first()
      .waitFor();
    await page.evaluate(() => window.scrollTo(0, 0));
    await shoot('ready');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Commit', exact: true }).click();
    await page.getByRole('heading', { name: 'This file is in' }).waitFor();

    await open('/populations');
    await page.getByRole('button', { name: `Move Walkers ${mark}` }).click();
    const dialog = page.getByRole('dialog', { name: `What “Walkers ${mark}” is a group of` });
    const overlaps = 'It overlaps with other groups, or belongs to no breakdown';
    await dialog.getByLabel('It is a group of').selectOption({ label: overlaps });
    await shoot('move');
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'Other groups' }).getByText(`Walkers ${mark}`).waitFor();
  });
});

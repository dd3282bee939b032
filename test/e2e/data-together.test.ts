import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { useBrowser, visit, type Visitor } from '../support/browser.ts';
import { importRow, mapTogether, uploadTogether } from '../support/forms/imports.ts';
import { inDays, write } from '../support/network.ts';
import { indicator } from '../support/forms/indicators.ts';

useBrowser();

/** Where a number of an indicator may stand in the demo: at home, of everybody. */
async function homeOf(visitor: Visitor): Promise<{ placeId: string; populationId: string }> {
  const { places, populations } = await visitor.ask<{
    places: { nodes: { id: string; isHome: boolean }[] };
    populations: { nodes: { id: string; dimension: string | null }[] };
  }>('{ places(first: 200) { nodes { id isHome } } populations(first: 200) { nodes { id dimension } } }');
  return {
    placeId: places.nodes.find(({ isHome }) => isHome)?.id ?? '',
    populationId: populations.nodes.find(({ dimension }) => dimension === null)?.id ?? '',
  };
}

describe('an import that was read', () => {
  it('is not committed while what was chosen since is not read', async () => {
    const keeper = await visit('dataManager');
    const id = await mapTogether(keeper, await uploadTogether(keeper));
    const { page } = keeper;
    await keeper.open(`/imports/${id}`);
    const mapping = page.getByRole('form', { name: 'What the columns mean' });
    const readAgain = mapping.getByRole('button', { name: 'Save and check the file', exact: true });
    await readAgain.click();
    const commit = page.getByRole('button', { name: 'Commit', exact: true });
    await commit.waitFor();
    expect(await commit.isEnabled()).toBe(true);

    await page.getByText('What the columns mean').last().click();
    await mapping.getByLabel('Value', { exact: true }).selectOption('Of them');
    await page.getByText('Something was chosen below after the file was read.').waitFor();
    expect(await commit.isEnabled()).toBe(false);
    await readAgain.click();
    await page.getByText('Something was chosen below after the file was read.').waitFor({ state: 'hidden' });
    await expect.poll(async () => (await importRow(keeper, id)).mapping?.indicators[0]?.value?.column).toBe('Of them');
  });
});

describe('two people who set the same target', () => {
  it('keep what each typed: the later one puts theirs in its place knowingly', async () => {
    const [one, other] = [await visit('dataManager'), await visit('director')];
    const indicatorId = await indicator.make(one);
    await one.open(`/indicators/${indicatorId}`);
    const { page } = one;
    await page.getByRole('button', { name: 'Set a target' }).click();
    const dialog = page.getByRole('dialog', { name: 'Baseline and target' });
    const value = dialog.getByLabel('Target', { exact: false }).first();
    await value.fill('9');
    await dialog.getByLabel('By when').fill(inDays(200));
    await write(other, 'setTarget', {
      id: uuid(),
      indicatorId,
      ...(await homeOf(other)),
      value: 8,
      dueOn: inDays(300),
    });

    await dialog.getByText('Somebody has set this target meanwhile: 8').waitFor();
    expect(await value.inputValue()).toBe('9');
    await dialog.getByRole('button', { name: 'Put mine in its place' }).click();
    expect(await value.inputValue()).toBe('9');
    await dialog.getByRole('button', { name: 'Save the target' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { indicator: found } = await one.ask<{ indicator: { targets: { value: number; dueOn: string }[] } }>(
      'query Target($id: Uuid!) { indicator(id: $id) { targets { value dueOn } } }',
      { id: indicatorId },
    );
    expect(found.targets).toEqual([{ value: 9, dueOn: inDays(200) }]);
  });
});

describe('a choice that goes away while somebody makes it', () => {
  it('is shown as what it was, and another can be made', async () => {
    const [one, other] = [await visit('dataManager'), await visit('director')];
    const indicatorId = await indicator.make(one);
    const where = { indicatorId, ...(await homeOf(one)) };
    for (const year of [2018, 2019, 2020, 2021])
      await write(one, 'enterObservation', {
        ...where,
        periodStart: `${year}-09-01`,
        value: 20 + (year % 3),
        denominator: 300,
      });
    await one.open(`/indicators/${indicatorId}`);
    const { page } = one;
    await page.getByText('How this chart is read').click();
    await page.getByRole('button', { name: 'Leave a point out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave a point out' });
    const period = dialog.getByLabel('Period');
    const selectedText = () => period.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
    await period.selectOption({ label: '2019-20' });
    await dialog.getByLabel('Why is it left out?').fill('The schools were closed.');
    await write(other, 'excludePoint', { id: uuid(), ...where, periodStart: '2019-07-01', reason: 'Closed schools.' });

    await expect.poll(selectedText).toBe('2019-20 (no longer offered)');
    await period.selectOption({ label: '2018-19' });
    expect(await selectedText()).toBe('2018-19');
    expect(await dialog.getByLabel('Why is it left out?').inputValue()).toBe('The schools were closed.');
  });
});

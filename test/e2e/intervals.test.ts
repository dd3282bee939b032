import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { overflow, type Size, useBrowser, violations, visit, type Visitor } from '../support/browser.ts';
import { mark, write } from '../support/network.ts';

useBrowser();

const shots = process.env['SCREENSHOTS'];
const shoot = async ({ page }: Visitor, name: string): Promise<void> => {
  if (shots) await page.screenshot({ path: `${shots}/intervals-${name}.png`, fullPage: true });
};

/** An indicator of shares with nothing in it yet. */
async function addIndicator(visitor: Visitor, name: string): Promise<string> {
  const { outcomes } = await visitor.ask<{ outcomes: { nodes: { id: string }[] } }>(
    '{ outcomes(first: 1) { nodes { id } } }',
  );
  return write(visitor, 'addIndicator', {
    id: uuid(),
    outcomeId: outcomes.nodes[0]?.id,
    name,
    level: 'core',
    measureType: 'proportion',
    direction: 'lower',
    cadence: 'year',
    unit: '%',
    definition: 'Children below the poverty level, from a survey.',
  });
}

const fileOf = (place: string): Buffer =>
  Buffer.from(
    `County,Year,Group,Children,Poverty percent,Poverty percent margin of error (90%)
${place},2016,All,12000,21.4,1.9
${place},2017,All,12100,20.9,1.8
${place},2018,All,12050,19.7,1.9
${place},2019,All,11900,19.1,±1.7
${place},2018,Hispanic,4100,24.0,3.9
${place},2019,Hispanic,4000,22.5,3.8
${place},2018,White,7000,17.1,2.2
${place},2019,White,6900,16.8,2.4
`,
  );

/** Everything of the file is shown; committed by the screen, as a person would. */
async function bringIn(visitor: Visitor, size: Size): Promise<{ id: string; name: string; place: string }> {
  const { page, open } = visitor;
  const name = `Children in poverty ${mark()}`;
  const place = `Elm County ${mark()}`;
  const id = await addIndicator(visitor, name);
  await open('/imports');
  const file = { name: `survey-${mark()}.csv`, mimeType: 'text/csv', buffer: fileOf(place) };
  await page.locator('input[type=file][multiple]').setInputFiles(file);
  await page.getByRole('heading', { level: 1, name: file.name }).waitFor();
  await page.getByLabel('Which indicator is the file about?').selectOption({ label: name });
  await page
    .getByText('the margin or the bounds that the source publishes with the value, at 90%', { exact: false })
    .waitFor();
  const summary = page.locator('summary').filter({ hasText: 'Margin of error or bounds of the value' });
  await summary.getByText('Poverty percent margin of error (90%) (90%)').waitFor();
  await summary.click();
  expect(await page.getByLabel('Level', { exact: true }).inputValue()).toBe('90');
  await shoot(visitor, `mapping-${size}`);
  expect(await overflow(page)).toEqual({ px: 0, elements: [] });
  expect(await violations(page)).toEqual([]);
  return { id, name, place };
}

describe.each<Size>(['phone', 'desktop'])('what a source publishes around its values, on a %s', (size) => {
  it('is proposed with a file, and can be taken back', async () => {
    const visitor = await visit('dataManager', { size });
    await bringIn(visitor, size);
    const { page } = visitor;
    const proposal = page.getByLabel('the margin or the bounds that the source publishes', { exact: false });
    await proposal.uncheck();
    expect(await page.getByLabel('Margin of error', { exact: true }).inputValue()).toBe('');
    await proposal.check();
    expect(await page.getByLabel('Margin of error', { exact: true }).inputValue()).toBe(
      'Poverty percent margin of error (90%)',
    );
  });

  it('is typed with a value, drawn, said in words and in the table, and corrected', async () => {
    const visitor = await visit('dataManager', { size });
    const { page, open } = visitor;
    const id = await addIndicator(visitor, `Children in poverty ${mark()}`);
    const { places, populations } = await visitor.ask<Record<'places' | 'populations', { nodes: { id: string }[] }>>(
      `{ places(first: 1, home: true) { nodes { id } } populations(first: 4) { nodes { id } } }`,
    );
    const placeId = places.nodes[0]?.id;
    for (const [at, population] of populations.nodes.entries())
      for (const year of [2017, 2018])
        await visitor.ask('mutation Enter($input: EnterObservationInput!) { enterObservation(input: $input) { id } }', {
          input: {
            idempotencyKey: uuid(),
            indicatorId: id,
            placeId,
            populationId: population.id,
            periodStart: `${year}-01-01`,
            value: 21.5 - at,
            denominator: 4000,
            margin: 2.5,
            intervalLevel: 90,
          },
        });
    await open(`/indicators/${id}`);
    await page.getByRole('button', { name: 'Enter a value' }).first().click();
    const entering = page.getByRole('dialog', { name: 'Enter one value' });
    await entering.getByLabel('A day of the period').fill('2019-03-01');
    await entering.getByLabel('Out of how many (whole)').fill('4000');
    await entering.getByLabel('Value', { exact: true }).fill('20');
    await entering.getByText('Margin of error, if the source publishes one').click();
    await entering.getByLabel('Lower bound').fill('21');
    await entering.getByLabel('Upper bound').fill('24');
    await entering.getByRole('button', { name: 'Enter it' }).click();
    await entering.getByText('The value lies outside of its interval', { exact: false }).first().waitFor();
    await shoot(visitor, `entering-${size}`);
    await entering.getByLabel('Lower bound').fill('17.5');
    await entering.getByLabel('Upper bound').fill('22.5');
    await entering.getByLabel('Level in percent').fill('90');
    expect(await violations(page)).toEqual([]);
    await entering.getByRole('button', { name: 'Enter it' }).click();
    await entering.waitFor({ state: 'detached' });

    await expect.poll(() => page.locator('[data-mark="interval"]').count()).toBeGreaterThan(2);
    await page.getByText('margin or bounds as published by the source', { exact: false }).first().waitFor();
    await page
      .getByText('have a published interval; the last, 2019', { exact: false })
      .first()
      .waitFor({ state: 'attached' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(visitor, `indicator-${size}`);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Correct a value' }).first().click();
    const correcting = page.getByRole('dialog', { name: 'Correct one value' });
    await expect.poll(() => correcting.getByLabel('Upper bound').inputValue()).toBe('22.5');
    await correcting
      .getByRole('button', { name: /close|cancel/i })
      .first()
      .click();

    const dark = await visit('member', { size, dark: true });
    await dark.open(`/indicators/${id}`);
    await dark.page.locator('[data-mark="interval"]').first().waitFor();
    await shoot(dark, `dark-${size}`);
  });
});

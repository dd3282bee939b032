import { describe, expect, it } from 'vitest';
import {
  overflow,
  waitUntilKept,
  waitUntilLoaded,
  type Size,
  useBrowser,
  violations,
  visit,
} from '../support/browser.ts';
import { v7 as uuid } from 'uuid';
import { versionedForms } from '../support/forms.ts';
import { mark, write } from '../support/network.ts';

useBrowser();

const form = () => versionedForms['correctObservation']!;

describe.each<Size>(['phone', 'desktop'])('a single value on a %s', (size) => {
  it('that stands already is corrected with what was typed for it, and the reason', async () => {
    const visitor = await visit('dataManager', { size });
    const { page, open } = visitor;
    const id = await form().make(visitor);
    await open(`/indicators/${id}`);
    await page.getByRole('button', { name: 'Enter a value' }).first().click();
    const entering = page.getByRole('dialog', { name: 'Enter one value' });
    await entering.getByLabel('How many of them (part)').fill('300');
    await entering.getByLabel('A day of the period').fill('2019-11-04');
    await entering.getByText('There is a value for 2019-20 already.').waitFor();
    await entering.getByRole('button', { name: 'Correct that value' }).click();

    const correcting = page.getByRole('dialog', { name: 'Correct one value' });
    await expect.poll(() => correcting.getByLabel('How many of them (part)').inputValue()).toBe('300');
    expect(await correcting.getByLabel('Out of how many (whole)').inputValue()).toBe('20');
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);
    await correcting.getByRole('button', { name: 'Save the correction' }).click();
    await correcting.getByText('Fill this in.').waitFor();
    await correcting.getByLabel('Why it is corrected').fill('A class was missing.');
    await correcting.getByRole('button', { name: 'Save the correction' }).click();
    await correcting.waitFor({ state: 'detached' });
    expect(await form().row(visitor, id)).toMatchObject({ value: 12, numerator: 300, denominator: 20 });
  });
});

describe('a value that is being entered', () => {
  it('is after a reload still of the group that was chosen for it', async () => {
    const visitor = await visit('dataManager');
    const { page, open } = visitor;
    const id = await form().make(visitor);
    await open(`/indicators/${id}`);
    const entering = page.getByRole('dialog', { name: 'Enter one value' });
    const enter = page.getByRole('button', { name: 'Enter a value' }).first();
    await enter.click();
    await entering.getByLabel('Population').selectOption({ index: 2 });
    const chosen = await entering.getByLabel('Population').inputValue();
    await entering.getByLabel('Value', { exact: true }).fill('9.25');
    await waitUntilKept(page, '9.25');
    await page.reload();
    await waitUntilLoaded(page);
    await enter.click();
    await expect.poll(() => entering.getByLabel('Value', { exact: true }).inputValue()).toBe('9.25');
    expect(await entering.getByLabel('Population').inputValue()).toBe(chosen);
  });

  it('of how many people there are is a whole number, asked about where it is far from those before', async () => {
    const visitor = await visit('dataManager', { size: 'phone' });
    const { page, open } = visitor;
    const { outcomes, places, populations } = await visitor.ask<
      Record<'outcomes' | 'places' | 'populations', { nodes: { id: string }[] }>
    >(`{ outcomes(first: 1) { nodes { id } } places(first: 1, home: true) { nodes { id } }
      populations(first: 1, everybody: true) { nodes { id } } }`);
    const indicatorId = await write(visitor, 'addIndicator', {
      id: uuid(),
      outcomeId: outcomes.nodes[0]?.id,
      name: `Children enrolled ${mark()}`,
      level: 'core',
      measureType: 'count',
      direction: 'higher',
      cadence: 'school_year',
      unit: '',
      definition: 'Children on the first of October.',
    });
    for (const [at, value] of [140, 142, 141].entries()) {
      const where = { placeId: places.nodes[0]?.id, populationId: populations.nodes[0]?.id };
      await visitor.ask('mutation Enter($input: EnterObservationInput!) { enterObservation(input: $input) { id } }', {
        input: { idempotencyKey: uuid(), indicatorId, ...where, periodStart: `${2019 + at}-07-01`, value },
      });
    }
    await open(`/indicators/${indicatorId}`);
    await page.getByRole('button', { name: 'Enter a value' }).first().click();
    const entering = page.getByRole('dialog', { name: 'Enter one value' });
    const value = entering.getByLabel('Value', { exact: true });
    await entering.getByLabel('A day of the period').fill('2022-11-04');
    await value.fill('12.5');
    expect(await entering.getByLabel(/How many of them|Out of how many/).count()).toBe(0);
    await entering.getByRole('button', { name: 'Enter it' }).click();
    await entering.getByText('write a whole number').waitFor();
    // Twelve hundred and ten, as it is written in much of the Spanish-speaking world.
    await value.fill('1.210');
    await entering.getByText('1,210 is far from the 141 that is usual here').waitFor();
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    expect(await violations(page)).toEqual([]);
    await entering.getByRole('button', { name: 'Enter it all the same' }).click();
    await entering.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: '1,210' }).first().waitFor();
  });

  it('is corrected by nobody who does not keep the data', async () => {
    const keeper = await visit('dataManager');
    const id = await form().make(keeper);
    const { page, open } = await visit('facilitator');
    await open(`/indicators/${id}`);
    await page.getByRole('heading', { name: 'The numbers' }).waitFor();
    expect(await page.getByRole('button', { name: 'Correct a value' }).count()).toBe(0);
  });
});

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  overflow,
  waitUntilLoaded,
  type Size,
  sizes,
  useBrowser,
  violations,
  visit,
  type Visitor,
} from '../support/browser.ts';

useBrowser();

interface Ground {
  places: { nodes: { id: string; name: string; isHome: boolean }[] };
  populations: { nodes: { id: string; name: string }[] };
}

async function groundOf({ ask }: Visitor) {
  const { places, populations } = await ask<Ground>(
    '{ places(first: 200) { nodes { id name isHome } } populations(first: 200) { nodes { id name } } }',
  );
  const home = places.nodes.find(({ isHome }) => isHome);
  const population = (name: string) => populations.nodes.find((one) => one.name === name)?.id ?? '';
  if (!home) throw new Error('the demo has no home');
  return { home, black: population('Black or African American'), white: population('White') };
}

const enter = `mutation Enter($input: EnterObservationInput!) { enterObservation(input: $input) { id } }`;

/** What the screen still owes: no violation of WCAG 2.2 A and AA, nothing wider than the window. */
async function findProblems({ page }: Visitor): Promise<string[]> {
  const { px, elements } = await overflow(page);
  return [...(px === 0 ? [] : [`${px} px too wide: ${elements.join(' ')}`]), ...(await violations(page))];
}

/** Enters one value by the form. */
async function enterValue({ page }: Visitor, population: string, day: string, part: string, all: string) {
  await page.getByRole('button', { name: 'Enter a value' }).first().click();
  const form = page.getByRole('dialog', { name: 'Enter one value' });
  await form.getByLabel('Population').selectOption({ label: population });
  await form.getByLabel('A day of the period').fill(day);
  await form.getByLabel('How many of them (part)').fill(part);
  await form.getByLabel('Out of how many (whole)').fill(all);
  await form.getByRole('button', { name: 'Enter it' }).click();
  await form.waitFor({ state: 'detached' });
}

describe.each<Size>(['phone', 'desktop'])('a new indicator on a %s', (size) => {
  it('is made by hand, shows its gap and disparity, and tells what to know before relying on it', async () => {
    const visitor = await visit('dataManager', { size });
    const { page, open, ask } = visitor;
    const { home, black, white } = await groundOf(visitor);
    const name = `Absent in ninth grade ${randomUUID().slice(0, 6)}`;
    const outcome = `On track in high school ${randomUUID().slice(0, 6)}`;

    await open('/indicators');
    await page.getByRole('button', { name: 'Add an outcome' }).click();
    const outcomeForm = page.getByRole('dialog', { name: 'Add an outcome' });
    await outcomeForm.getByLabel('Outcome').fill(outcome);
    await outcomeForm.getByLabel('Stage from cradle to career').selectOption('high_school_graduation');
    await outcomeForm.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('button', { name: `Edit ${outcome}` }).waitFor();

    await page.getByRole('button', { name: 'Add an indicator' }).first().click();
    const form = page.getByRole('dialog', { name: 'Add an indicator' });
    await form.getByLabel('Outcome').selectOption({ label: outcome });
    await form.getByRole('button', { name: 'Add it' }).click();
    // What is missing is said at its field.
    await form.getByText('Fill this in.').first().waitFor();
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('Definition').fill('Ninth graders who miss a tenth of the days or more.');
    await form.getByLabel('Which direction is better').selectOption('lower');
    await form.getByRole('button', { name: 'Add it' }).click();
    // The form leads to what it has added.
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByText('Nobody looks after this indicator.').waitFor();

    for (const [populationId, numerator] of [
      [black, 120],
      [white, 60],
    ] as const) {
      const input = {
        idempotencyKey: randomUUID(),
        indicatorId: id,
        placeId: home.id,
        populationId,
        periodStart: '2019-09-01',
        numerator,
        denominator: 400,
      };
      await ask(enter, { input });
    }
    await open(`/indicators/${id}`);
    await enterValue(visitor, 'Black or African American', '2023-10-01', '100', '400');
    await enterValue(visitor, 'White', '2023-10-01', '50', '400');

    const finding = page.getByText(
      'In 2023-24, Black or African American were 2 times as likely as White to be counted in',
    );
    await finding.waitFor();
    const findingText = ((await finding.textContent()) ?? '').replaceAll('\u00a0', ' ');
    expect(findingText).toContain('25% against 12.5%, 12.5 percentage points apart');
    expect(findingText).toContain(
      'Compared with 2019-20, the gap is 17% smaller: 12.5 percentage points instead of 15 percentage points.',
    );
    expect(findingText).toContain('too few points for a signal: 2 points (10 needed)');
    const table = page.getByRole('table', { name: new RegExp(`${name}.*compared with White`) });
    const row = table.getByRole('row').filter({ hasText: 'Black or African American' });
    expect((await row.textContent())?.replaceAll('\u00a0', ' ')).toMatch(/25%\+12\.5 percentage points2/);
    await page.getByRole('heading', { name: 'The gap over time' }).waitFor();

    await page
      .getByRole('combobox', { name: 'Compared with' })
      .last()
      .selectOption({ label: 'Black or African American' });
    await page.getByText('In 2023-24, White were 0.5 times as likely as Black or African American').waitFor();
    expect(new URL(page.url()).searchParams.get('with')).toBe(black);
    await page.reload();
    await page.getByText('In 2023-24, White were 0.5 times as likely').waitFor();

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).last().click();
    const file = await readFile((await (await saved).path()) ?? '', 'utf8');
    expect(file).toContain('2023-24,2023-07-01,Difference,White,Black or African American,-12.5,-12.5');
    await waitUntilLoaded(page);
    expect(await findProblems(visitor)).toEqual([]);
  });

  it('takes a target, a new definition that breaks the series, and an owner', async () => {
    const visitor = await visit('dataManager', { size });
    const { page, open, ask } = visitor;
    const { home, black, white } = await groundOf(visitor);
    const id = randomUUID();
    const { outcomes } = await ask<{ outcomes: { nodes: { id: string }[] } }>(
      '{ outcomes(first: 1) { nodes { id } } }',
    );
    const made = {
      idempotencyKey: randomUUID(),
      id,
      outcomeId: outcomes.nodes[0]?.id,
      name: `Suspended ${id.slice(0, 6)}`,
      level: 'contributing',
      measureType: 'proportion',
      direction: 'lower',
      cadence: 'school_year',
      unit: '%',
      definition: 'Students with a suspension.',
    };
    await ask('mutation Add($input: AddIndicatorInput!) { addIndicator(input: $input) { id } }', { input: made });
    for (const [populationId, year, numerator] of [
      [black, 2021, 120],
      [black, 2022, 110],
      [white, 2021, 60],
      [white, 2022, 60],
    ] as const) {
      const input = {
        idempotencyKey: randomUUID(),
        indicatorId: id,
        placeId: home.id,
        populationId,
        periodStart: `${year}-09-01`,
        numerator,
        denominator: 400,
      };
      await ask(enter, { input });
    }
    await open(`/indicators/${id}?population=${black}`);
    await page.getByRole('button', { name: 'Set a target' }).click();
    const target = page.getByRole('dialog', { name: 'Baseline and target' });
    await target.getByLabel(/^Target/).fill('120');
    await target.getByLabel('By when').fill('2028-06-30');
    await target.getByLabel("A day of the baseline's period").fill('2021-10-01');
    await target.getByRole('button', { name: 'Save the target' }).click();
    await target.getByText('A percentage is between 0 and 100.').waitFor();
    await target.getByLabel(/^Target/).fill('20');
    await target.getByRole('button', { name: 'Save the target' }).click();
    await target.waitFor({ state: 'detached' });
    // From 30 to 27.5 on the way to 20: a quarter.
    const table = page.getByRole('table', { name: /compared with White/ });
    await table.getByRole('row').filter({ hasText: 'Black' }).getByText('25%').waitFor();
    await page.getByRole('button', { name: /Edit the target of Black/ }).click();
    expect(await target.getByLabel(/^Target/).inputValue()).toBe('20');
    await target.getByRole('button', { name: 'Close' }).first().click();

    await page.getByRole('button', { name: 'Change the definition' }).click();
    const revise = page.getByRole('dialog', { name: 'A new version of the definition' });
    await revise.getByLabel('Definition').fill('Students with a suspension of a day or more.');
    await revise.getByLabel('Not comparable from').fill('2022-07-01');
    await revise.getByRole('button', { name: 'Save as new version' }).click();
    await page.getByText(/Its definition changes on/).waitFor();
    await page.getByRole('heading', { name: 'Versions of the definition' }).waitFor();
    // Across the break nothing has closed.
    expect(await table.getByText('Gap closed since').count()).toBe(0);

    await page.getByRole('button', { name: 'Choose who looks after it' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit the indicator' });
    const who = edit.getByLabel('Who looks after it');
    const marcus = who.locator('option', { hasText: 'Marcus Oyelaran' });
    await who.selectOption((await marcus.getAttribute('value')) ?? '');
    await edit.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Nobody looks after this indicator.').waitFor({ state: 'detached' });
    await waitUntilLoaded(page);
    expect(await findProblems(visitor)).toEqual([]);
  });

  it('stands on populations that are kept by hand', async () => {
    const visitor = await visit('dataManager', { size });
    const { page, open } = visitor;
    await open('/populations');
    const group = `Grade ${randomUUID().slice(0, 6)}`;
    await page.getByRole('button', { name: 'Add a population' }).first().click();
    const form = page.getByRole('dialog', { name: 'Add a population' });
    await form.getByLabel('Dimension').fill(`test ${group}`);
    await form.getByLabel('Group').fill(group);
    await form.getByRole('button', { name: 'Add it' }).click();
    const star = page.getByRole('button', { name: `Watch ${group}` });
    await star.click();
    await page.locator('button[aria-pressed="true"]').and(star).waitFor();
    await page.getByRole('button', { name: `Edit the dimension test ${group}` }).click();
    const dimension = page.getByRole('dialog', { name: 'Edit the dimension' });
    await dimension.getByLabel('The groups exclude each other').uncheck();
    await dimension.getByRole('button', { name: 'Save' }).click();
    await page.getByText('never added up').waitFor();
    await page.getByRole('button', { name: `Labels of ${group}` }).click();
    const labels = page.getByRole('dialog', { name: `How publishers write ${group}` });
    await labels.getByLabel('Another label').fill(`GR ${group}`);
    await labels.getByRole('button', { name: 'Remember it' }).click();
    await labels.getByRole('button', { name: `Forget GR ${group}` }).click();
    await labels.getByText('Nothing is remembered').waitFor();
    await labels.getByRole('button', { name: 'Close' }).first().click();
    expect(await findProblems(visitor)).toEqual([]);
    await page.getByRole('button', { name: `Retire ${group}` }).click();
    await page.getByText(group, { exact: true }).waitFor({ state: 'detached' });
    expect(page.viewportSize()).toEqual(sizes[size]);
  });
});

import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  overflow,
  waitUntilLoaded,
  type Size,
  useBrowser,
  violations,
  visit,
  type Visitor,
} from '../support/browser.ts';

useBrowser();

const weeks = 44;
const change = 20;
const week = (at: number): string => new Date(Date.UTC(2024, 0, 1 + 7 * at)).toISOString().slice(0, 10);
/** Minutes read a day: a level of about 30, then from the 21st week on one of about 36. */
const minutes = (at: number): number => (at < change ? 30 : 36) + (at % 2 === 0 ? 0.5 : -0.5);

interface Made {
  id: string;
  version: number;
  name: string;
}

async function makeIndicator(keeper: Visitor, size: Size): Promise<Made> {
  const { outcomes, places, populations } = await keeper.ask<{
    outcomes: { nodes: { id: string }[] };
    places: { nodes: { id: string; isHome: boolean }[] };
    populations: { nodes: { id: string; dimension: string | null }[] };
  }>(
    '{ outcomes(first: 1) { nodes { id } } places(first: 200) { nodes { id isHome } } populations(first: 200) { nodes { id dimension } } }',
  );
  const [id, name] = [uuidv7(), `Minutes read a day (${size} ${uuidv7().slice(-6)})`];
  await keeper.ask('mutation Add($input: AddIndicatorInput!) { addIndicator(input: $input) { id } }', {
    input: {
      idempotencyKey: uuidv7(),
      id,
      name,
      outcomeId: outcomes.nodes[0]?.id,
      level: 'contributing',
      measureType: 'mean',
      direction: 'higher',
      cadence: 'week',
      unit: 'min',
      definition: 'Minutes that families say they read together, a day.',
      source: 'Reading logs of the family centers',
    },
  });
  const where = {
    indicatorId: id,
    placeId: places.nodes.find(({ isHome }) => isHome)?.id,
    populationId: populations.nodes.find(({ dimension }) => dimension === null)?.id,
  };
  for (let at = 0; at < weeks; at += 1) {
    await keeper.ask('mutation Enter($input: EnterObservationInput!) { enterObservation(input: $input) { id } }', {
      input: { idempotencyKey: uuidv7(), ...where, periodStart: week(at), value: minutes(at) },
    });
  }
  return { id, version: 1, name };
}

const chartOf = ({ page }: Visitor) =>
  page
    .getByRole('figure')
    .filter({ has: page.locator('[data-chart="stops"]') })
    .first();

const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');

/** What a screen reader is told of the chart. */
async function description(visitor: Visitor): Promise<string> {
  const id = await chartOf(visitor).getAttribute('aria-describedby');
  return (await visitor.page.locator(`[id="${id}"]`).textContent()) ?? '';
}

async function file({ page }: Visitor, button: RegExp): Promise<{ name: string; bytes: Buffer }> {
  const coming: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).first().click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe.each<Size>(['phone', 'desktop'])('how a chart is read, on a %s', (size) => {
  let made: Made;
  let path: string;

  beforeAll(async () => {
    made = await makeIndicator(await visit('dataManager', { size }), size);
    path = `/indicators/${made.id}`;
  });
  afterAll(async () => {
    const keeper = await visit('dataManager', { size });
    await keeper.ask('mutation Retire($input: RetireIndicatorInput!) { retireIndicator(input: $input) { id } }', {
      input: {
        idempotencyKey: uuidv7(),
        id: made.id,
        version: made.version,
        reason: 'It was there to look at charts.',
      },
    });
    await keeper.context.close();
  });

  it('suggests new limits with its evidence, and recalculates them when somebody says why', async () => {
    const visitor = await visit('dataManager', { size });
    const { page, open } = visitor;
    await open(path);
    const advice = page.locator('[data-advice="suggest"]');
    expect(plain(await advice.textContent())).toMatch(/24 values above the line since 2024-W21.*center at 36 min/);
    await advice.getByRole('button', { name: 'Recalculate from 2024-W21' }).click();
    const dialog = page.getByRole('dialog', { name: 'Recalculate limits' });
    expect(await dialog.getByLabel('What signal is there?').inputValue()).toBe(
      '24 values above the line since 2024-W21',
    );
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('What caused it?').fill('Every center lends books home.');
    await dialog.getByRole('button', { name: 'Recalculate', exact: true }).click();
    // Nobody recalculates for what may pass: the server says so, and the text stays.
    await dialog
      .getByText(/expected to last/)
      .first()
      .waitFor();
    await dialog.getByLabel('We expect the change to last.').check();
    await dialog.getByRole('button', { name: 'Recalculate', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('How this chart is read: 1 decision').waitFor();
    await page.locator('[data-phase="phase"]').first().waitFor({ state: 'attached' });
    await page.locator('[data-advice]').waitFor({ state: 'detached' });
    // Everybody reads the same chart, with the reason, who keeps no data too.
    const member = await visit('member', { size });
    await member.open(path);
    expect(await description(member)).toContain('Every center lends books home. (Marcus Oyelaran)');
    await member.page.getByText('How this chart is read: 1 decision').click();
    expect(await member.page.getByRole('list', { name: 'Decisions about this chart' }).textContent()).toMatch(
      /New limits · 2024-W21.*Every center lends books home.*Marcus Oyelaran/,
    );
    expect(await member.page.getByRole('button', { name: /Leave a point out|Take back/ }).count()).toBe(0);
  });

  it('shows an XmR chart with its icons in words, also to who gets the link', async () => {
    const visitor = await visit('facilitator', { size });
    const { page, open } = visitor;
    await open(path);
    await page.getByLabel('Kind of chart').selectOption('xmr');
    const icons = page.getByRole('group', { name: 'What the icons say' });
    expect(await icons.textContent()).toContain('Ordinary variation');
    await page.getByRole('figure', { name: /Distance between neighboring values/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('chart')).toBe('xmr');
    await page.reload();
    await waitUntilLoaded(page);
    await icons.waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
  });

  it('leaves a point out with a reason, draws it hollow, and takes it back', async () => {
    const visitor = await visit('facilitator', { size });
    const { page, open } = visitor;
    await open(path);
    await page.getByText(/How this chart is read/).click();
    await page.getByRole('button', { name: 'Leave a point out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave a point out' });
    await dialog.getByLabel('Period').selectOption({ label: '2024-W30' });
    await dialog.getByLabel('Why is it left out?').fill('The logs of two centers were lost.');
    await dialog.getByRole('button', { name: 'Leave it out' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('How this chart is read: 2 decisions').waitFor();
    const hollow = chartOf(visitor).locator('[data-excluded]');
    await expect.poll(() => hollow.count()).toBe(1);
    expect(await description(visitor)).toContain(
      'Left out of the analysis: 2024-W30 (The logs of two centers were lost. (Rosa Delgado))',
    );
    await page.getByRole('button', { name: 'Take back: Point left out, 2024-W30' }).click();
    const taking = page.getByRole('dialog', { name: 'Take the decision back' });
    await taking.getByLabel('Why?').fill('They were found.');
    await taking.getByRole('button', { name: 'Take it back' }).click();
    await taking.waitFor({ state: 'detached' });
    await hollow.first().waitFor({ state: 'detached' });
    expect(await page.getByRole('list', { name: 'Decisions about this chart' }).textContent()).toMatch(
      /Taken back by Rosa Delgado.*They were found\./,
    );
    expect(await violations(page)).toEqual([]);
  });

  it('is taken along as numbers, drawing and picture', async () => {
    const visitor = await visit('member', { size });
    const { page, open } = visitor;
    await open(path);
    const title = (await chartOf(visitor).locator('figcaption p').first().textContent()) ?? '';
    await page.getByText('Download this chart').first().click();
    const csv = await file(visitor, /CSV/);
    expect(csv.name).toMatch(/^minutes-read-a-day-.*\.csv$/);
    const lines = csv.bytes.toString('utf8').replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(lines).toHaveLength(weeks + 1);
    expect(lines[0]).toBe('Period,Begins,Value,At least,At most,mean,Lower limit,Upper limit,Signal,Mark,Note');
    const [first, turn] = [lines[1]?.split(','), lines[1 + change]?.split(',')];
    expect(first?.slice(0, 6)).toEqual(['2024-W01', week(0), '30.5', '', '', '30']);
    expect(turn?.slice(0, 6)).toEqual(['2024-W21', week(change), '36.5', '', '', '36']);
    expect(lines[1 + change]).toContain('Every center lends books home.');
    const svg = await file(visitor, /SVG/);
    const drawn = svg.bytes.toString('utf8');
    expect(drawn.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    expect(drawn).toContain(`<title>${title}</title>`);
    expect(drawn).toContain('Source: Reading logs of the family centers');
    expect(drawn).toContain('@font-face{font-family:"Inter Variable"');
    expect(drawn).not.toMatch(/var\(--|style="|href=/);
    const png = await file(visitor, /PNG/);
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    const drawnWidth = Number(/width="(\d+)"/.exec(drawn)?.[1]);
    expect(png.bytes.readUInt32BE(16)).toBe(2 * drawnWidth);
    expect(png.bytes.byteLength).toBeGreaterThan(10_000);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
  });
});

describe('charts by keyboard', () => {
  it('are walked point by point, panels and gap too, and open a flag', async () => {
    const visitor = await visit('facilitator');
    const { page, open, ask } = visitor;
    const { indicators } = await ask<{ indicators: { nodes: { id: string; name: string }[] } }>(
      '{ indicators(first: 50) { nodes { id name } } }',
    );
    const id = indicators.nodes.find(({ name }) => name === 'Attendance in partner preschools')?.id ?? '';
    await open(`/indicators/${id}`);
    const figures = page.getByRole('figure').filter({ has: page.locator('[data-chart="stops"]') });
    // The chart, the groups on one scale and the gap; more where there is more to draw.
    await expect.poll(() => figures.count()).toBeGreaterThanOrEqual(3);
    const count = await figures.count();
    for (let at = 0; at < count; at += 1) {
      const figure = figures.nth(at);
      await figure.locator('[data-chart="stops"]').focus();
      await page.keyboard.press('Home');
      const live = figure.locator('[data-chart="live"]');
      const first = await live.textContent();
      await page.keyboard.press('ArrowRight');
      expect(first).toMatch(/20\d\d/);
      expect(await live.textContent()).not.toBe(first);
    }
    const flagged = figures.first();
    await flagged.locator('[data-chart="stops"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await flagged.locator('[data-chart="live"]').textContent()).toContain('One room, one week');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cycles\//);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('One room, one week');
  });
});

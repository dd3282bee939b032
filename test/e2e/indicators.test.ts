import type { Response } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, waitUntilLoaded, type Size, useBrowser, visit, type Visitor } from '../support/browser.ts';

useBrowser();

const population = 'Native Hawaiian or Other Pacific Islander';

interface Series {
  populationId: string;
  populationName: string;
  labels: string[];
  values: (number | null)[];
  numerators: (number | null)[];
  denominators: (number | null)[];
  lowers: (number | null)[];
  uppers: (number | null)[];
  hidden: boolean[];
  truth: { values: number[]; denominators: number[]; reasons: (string | null)[] } | null;
}

async function indicatorId({ ask }: Visitor, name: string): Promise<string> {
  const { indicators } = await ask<{ indicators: { nodes: { id: string; name: string }[] } }>(
    '{ indicators(first: 50) { nodes { id name } } }',
  );
  return indicators.nodes.find((one) => one.name === name)?.id ?? '';
}

/** Every series in an answer of the server, wherever it stands in it. */
function seriesIn(answer: unknown): Series[] {
  if (Array.isArray(answer)) return answer.flatMap(seriesIn);
  if (typeof answer !== 'object' || answer === null) return [];
  const own = 'populationName' in answer && 'denominators' in answer ? [answer as Series] : [];
  return [...own, ...Object.values(answer).flatMap(seriesIn)];
}

/** The cells of one population in the table of numbers, by the name of their period. */
async function column({ page }: Visitor, name: string): Promise<Map<string, string>> {
  const table = page.getByRole('table', { name: /^Attendance in partner preschools, [^,]+$/ });
  const cells = await table.evaluate((element, heading) => {
    const heads = [...element.querySelectorAll('thead th')].map((head) => head.textContent?.trim());
    const at = heads.indexOf(heading);
    return [...element.querySelectorAll('tbody tr')].map((row) => [
      row.children[0]?.textContent?.trim() ?? '',
      row.children[at]?.textContent?.trim() ?? '',
    ]);
  }, name);
  return new Map(cells as [string, string][]);
}

describe.each<Size>(['phone', 'desktop'])('an indicator on a %s', (size) => {
  it('says its finding, is walked point by point by keyboard, and stands as a table', async () => {
    const visitor = await visit('facilitator', { size });
    const { page, open } = visitor;
    await open(`/indicators/${await indicatorId(visitor, 'Chronically absent students')}`);
    const figure = page
      .getByRole('figure')
      .filter({ has: page.locator('[data-chart="stops"]') })
      .first();
    const title = (await figure.locator('figcaption').first().textContent()) ?? '';
    expect(title).toMatch(/\d/);
    const [live, stops] = [figure.locator('[data-chart="live"]'), figure.locator('[data-chart="stops"]')];
    expect(await live.textContent()).toBe('');
    await stops.focus();
    await page.keyboard.press('Home');
    const first = await live.textContent();
    await page.keyboard.press('ArrowRight');
    const second = await live.textContent();
    expect(first).toMatch(/\d/);
    expect(second).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    expect(await live.textContent()).toBe(first);
    await page.keyboard.press('Escape');
    const rows = page.getByRole('table', { name: /Chronically absent students/ }).getByRole('row');
    await expect.poll(() => rows.count()).toBeGreaterThan(5);
    const year = first?.match(/20\d\d/)?.[0] ?? 'none';
    await expect.poll(() => rows.filter({ hasText: year }).count()).toBeGreaterThan(0);
  });
});

describe('a number about too few children', () => {
  let small: Series;
  let path: string;
  beforeAll(async () => {
    const keeper = await visit('dataManager');
    const id = await indicatorId(keeper, 'Attendance in partner preschools');
    const answer = await keeper.ask(
      `query Small($id: Uuid!) {
        series(indicatorId: $id) { populationId populationName labels values numerators denominators lowers uppers hidden truth { values numerators denominators lowers uppers reasons } }
      }`,
      { id },
    );
    const found = seriesIn(answer).find((series) => series.populationName === population);
    if (!found) throw new Error(`the demo has no ${population}`);
    small = found;
    path = `/indicators/${id}?population=${found.populationId}`;
  });

  /** Opens the indicator at the small population; answers what came over the network meanwhile. */
  async function look(who: Person): Promise<{ visitor: Visitor; answers: string[] }> {
    const visitor = await visit(who);
    const answers: Promise<string>[] = [];
    const read = (response: Response): void => {
      if (response.url().endsWith('/graphql')) answers.push(response.text());
    };
    visitor.page.on('response', read);
    await visitor.open(path);
    await waitUntilLoaded(visitor.page);
    await visitor.page.locator('[data-chart="stops"]').first().waitFor();
    // What comes later may be on its way when the window closes.
    visitor.page.off('response', read);
    return { visitor, answers: await Promise.all(answers) };
  }

  it('is there for those who keep the data, beside the release that everybody has', () => {
    const few = small.truth?.denominators.filter((whole) => whole < 10) ?? [];
    expect(few.length).toBeGreaterThan(5);
    expect(small.hidden.filter(Boolean)).toHaveLength(few.length);
    expect(small.truth?.reasons.filter((reason) => reason === 'few_people')).toHaveLength(few.length);
    expect(small.truth?.values.every((value) => value > 80)).toBe(true);
    expect(small.values.filter((value) => value !== null)).toEqual([]);
  });

  it('is neither in the page nor in the traffic of a facilitator', async () => {
    const { visitor, answers } = await look('facilitator');
    const sent = answers.flatMap((answer) => seriesIn(JSON.parse(answer)));
    const series = sent.filter((one) => one.populationName === population);
    expect(series.length).toBeGreaterThan(0);
    for (const { hidden, values, numerators, denominators, lowers, uppers, truth } of series) {
      expect({ hidden, truth }).toEqual({ hidden: small.hidden, truth: null });
      hidden.forEach((isHidden, at) => {
        expect([values[at], numerators[at], denominators[at]]).toEqual([null, null, null]);
        // Nine of ten children: more than 80 % is all that is said of ten to nineteen.
        expect([lowers[at], uppers[at]]).toEqual(isHidden ? [null, null] : [80, 100]);
      });
    }
    const cells = await column(visitor, population);
    expect(cells.size).toBe(small.labels.length);
    const numbers = [...cells.values()].filter((cell) => /\d/.test(cell));
    expect(numbers).toHaveLength(small.hidden.filter((isHidden) => !isHidden).length);
    // 87.5, 88.9 and 85.7 % are the shares of seven, eight and nine children.
    const figure = visitor.page.getByRole('figure').filter({ has: visitor.page.locator('[data-chart="stops"]') });
    const drawn = `${await figure.first().innerHTML()} ${await figure.first().textContent()}`;
    expect(drawn).not.toMatch(/\b(87\.5|88\.9|85\.7)\b/);
    expect(await visitor.page.getByText('values that are hidden from others').count()).toBe(0);
  });

  it('is listed apart for the data manager', async () => {
    const { visitor } = await look('dataManager');
    await visitor.page.getByText(/values that are hidden from others/).click();
    const table = visitor.page.getByRole('table', { name: 'Hidden from others' });
    const rows = table.getByRole('row').filter({ hasText: population });
    await expect.poll(() => rows.count()).toBe(small.hidden.length);
    await expect.poll(() => rows.filter({ hasText: '87.5' }).count()).toBeGreaterThan(0);
  });

  it('is told with its reason to the data manager, on a phone too, and nobody else has that part', async () => {
    const { page, ...keeper } = await visit('dataManager', { size: 'phone' });
    await keeper.open(path);
    const part = page.getByRole('heading', { name: 'What is hidden, and why' });
    await part.waitFor();
    await page.getByRole('button', { name: /^Show the \d+ hidden numbers$/ }).click();
    const rows = page.getByRole('list', { name: 'Hidden numbers' }).getByRole('listitem');
    await rows.filter({ hasText: population }).filter({ hasText: '7 of 8' }).first().waitFor();
    await expect.poll(() => rows.filter({ hasText: 'About fewer than 10 people' }).count()).toBeGreaterThan(5);
    const reader = await visit('facilitator');
    await reader.open(path);
    await waitUntilLoaded(reader.page);
    expect(await reader.page.getByRole('heading', { name: 'What is hidden, and why' }).count()).toBe(0);
  });
});

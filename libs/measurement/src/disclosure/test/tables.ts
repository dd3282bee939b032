import { codePercentage } from '../coding.ts';
import { primaryReasons } from '../facts.ts';
import type { DisclosureOptions, Release, ReleaseCell } from '../release.ts';
import type { Seen } from './attacker.ts';

/** A cell with people and those of them who count; its percentage has one decimal. */
export function cell(key: string, n: number, x: number, more: Partial<ReleaseCell> = {}): ReleaseCell {
  return {
    key,
    indicator: 'absence',
    period: '2024',
    place: 'home',
    population: { dimension: 'group', group: key },
    n,
    x,
    percentage: n === 0 ? null : { value: Math.round((1000 * x) / n) / 10, half: 0.05 },
    ...more,
  };
}

export const countOptions: DisclosureOptions = { minimum: 10, countsPublished: true, coding: 'none' };

/** The release with the engine switched off: every cell is judged by itself, as if there were no other. */
export function switchedOff(release: Release, options: DisclosureOptions): Seen {
  return {
    release,
    options,
    decisions: release.cells
      .filter((each) => !each.omitted)
      .map(({ key, n, x, percentage }) => {
        const isOpen = primaryReasons({ n, x }, options.minimum, options.countsPublished).length === 0;
        const shown = percentage && codePercentage(percentage.value, percentage.half, n, options.coding).text;
        return { key, verdict: isOpen ? 'published' : 'primary', shown: isOpen ? shown : null };
      }),
  };
}

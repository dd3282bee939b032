import { describe, expect, it } from 'vitest';
import { type EntryBody, restore, store } from './ledger.ts';
import { releasedOfMerged } from './merged-places.ts';

const id = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-7${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
const [gone, survivor, third, all, girls] = ['1', '2', '3', '8', '9'].map(id) as [
  string,
  string,
  string,
  string,
  string,
];
const cell = (place: string, population: string): string => `${place}:${population}`;
const fact = (text: string): EntryBody['facts'][number] => [text, 10, 10, 4, 4, 0.4, 0.4];
const body = (given: Partial<EntryBody>): EntryBody => ({
  cells: [],
  facts: [],
  sums: [],
  centres: [],
  guarded: [],
  ...given,
});
const mergeBodies = (...bodies: Partial<EntryBody>[]) =>
  releasedOfMerged(
    bodies.map((each) => store(body(each))),
    gone,
    survivor,
  ).map((entry) => restore(entry));

describe('what was released of a place that turned out to be another', () => {
  it('is told of that one, in the order in which it was released, and nothing else is repeated', () => {
    const first = {
      cells: [[cell(gone, all), 1, 10, 4, 40] as const],
      facts: [fact(cell(gone, all)), fact(cell(third, all))],
    };
    const second = { facts: [fact(`${cell(gone, all)}@2`)], guarded: [cell(gone, girls)] };
    expect(mergeBodies(first, second, { facts: [fact(cell(third, girls))] })).toEqual([
      body({ cells: [[cell(survivor, all), 1, 10, 4, 40]], facts: [fact(cell(survivor, all))] }),
      body({ facts: [fact(`${cell(survivor, all)}@2`)], guarded: [cell(survivor, girls)] }),
    ]);
  });

  it('leaves out what the other place has itself, so that nothing counts twice', () => {
    const here = { cells: [[cell(survivor, all), 3, 10, 4, 40] as const], facts: [fact(`${cell(survivor, all)}@3`)] };
    const there = {
      cells: [[cell(gone, all), 1, 10, 4, 40] as const, [cell(gone, girls), 1, 10, 4, 40] as const],
      facts: [fact(cell(gone, all)), fact(cell(gone, girls))],
      sums: [[cell(third, all), [cell(gone, all), cell(survivor, all)], false] as const],
    };
    expect(mergeBodies(here, there)).toEqual([
      body({ cells: [[cell(survivor, girls), 1, 10, 4, 40]], facts: [fact(cell(survivor, girls))] }),
    ]);
  });

  it('keeps sums with its parts in them', () => {
    const sum = [cell(third, all), [cell(gone, all), cell(id('4'), all)], false] as const;
    expect(mergeBodies({ sums: [sum] })).toEqual([
      body({ sums: [[cell(third, all), [cell(survivor, all), cell(id('4'), all)], false]] }),
    ]);
  });
});

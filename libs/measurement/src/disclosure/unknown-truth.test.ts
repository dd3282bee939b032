import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingsIn, type Found } from './audit-component.ts';
import { loadHighsSolver } from './highs-solver.ts';
import { Passed } from './passed.ts';
import { protectRelease } from './protect.ts';
import { Protector } from './protector.ts';
import type { Release, ReleaseCell } from './release.ts';
import type { Solver } from './solver.ts';
import { componentsOf } from './system.ts';
import { choices, releasesOf, tables } from './test/random-releases.ts';
import { cell, countOptions } from './test/tables.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

/** What hiding the small cells of a release leaves to be asked. */
function componentsAfterPrimary(release: Release, options: Parameters<typeof protectRelease>[1]) {
  const protector = new Protector(release, options, [], solver);
  for (const { id, primary } of protector.knowledge.model.cells.values())
    if (primary.length > 0) protector.hide(id, ...primary);
  return protector.blocks.flatMap((block) => componentsOf(protector.knowledge.system(block.ids, protector, block)));
}

describe('a component whose true numbers are not all known', () => {
  it('tells what it tells where they are, from any solution, and from one that was found before', () => {
    let findings = 0;
    fc.assert(
      fc.property(tables, choices, (table, options) => {
        const { releases } = releasesOf(table, [{ omitted: [], restated: null }]);
        for (const component of releases.flatMap((release) => componentsAfterPrimary(release, options))) {
          const found: Found = new Map();
          const unknown = { ...component, truth: null };
          const known = [...findingsIn(component, solver, options.minimum)];
          // What the solver leaves undecided depends on where it begins.
          if (known.some(({ problem }) => problem === 'undecided')) continue;
          for (const round of ['first', 'again']) {
            const now = [...findingsIn(unknown, solver, options.minimum, new Passed(), found)];
            expect({ round, now }).toEqual({ round, now: known });
          }
          findings += known.length;
        }
      }),
      { numRuns: 60, seed: 20261128 },
    );
    expect(findings).toBeGreaterThan(20);
  });
});

/** A county, its districts and their schools by race and sex, without the rows of groups below ten. */
function countyWithout(schools: number): Release {
  let state = 1;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const dimensions = [
    [0.5, 0.25, 0.12, 0.08, 0.05],
    [0.49, 0.51],
  ];
  const people = new Map<string, { n: number; x: number }>();
  const add = (key: string, n: number, x: number): void => {
    const before = people.get(key) ?? { n: 0, x: 0 };
    people.set(key, { n: before.n + n, x: before.x + x });
  };
  const namesOf = (at: number): string[] => ['county', `district${at % 5}`, `school${at}`];
  const groups = dimensions.flatMap((shares, dimension) => shares.map((_, at) => `${dimension}.${at}`));
  for (let at = 0; at < schools; at += 1)
    for (let child = Math.floor(20 + 200 * next()); child > 0; child -= 1) {
      const counts = next() < 0.6 ? 1 : 0;
      const mine = dimensions.map((shares, dimension) => {
        let left = next();
        const group = shares.findIndex((share) => (left -= share) < 0);
        return `${dimension}.${group < 0 ? 0 : group}`;
      });
      for (const place of namesOf(at)) for (const group of ['all', ...mine]) add(`${place} ${group}`, 1, counts);
    }
  const cells = [...people].map(([key, { n, x }]): ReleaseCell => {
    return n < 10 ? { ...cell(key, n, x), n: null, x: null, omitted: true } : cell(key, n, x);
  });
  const there = (keys: readonly string[]): string[] => keys.filter((key) => people.has(key));
  const places = [...new Set([...people.keys()].map((key) => key.split(' ')[0] ?? ''))];
  const within = (place: string): string[] => {
    if (place === 'county') return places.filter((each) => each.startsWith('district'));
    return places.filter((each) => each.startsWith('school') && `district${Number(each.slice(6)) % 5}` === place);
  };
  return {
    cells,
    sets: places.flatMap((place) => [
      ...dimensions.map((shares, dimension) => ({
        total: `${place} all`,
        parts: there(shares.map((_, at) => `${place} ${dimension}.${at}`)),
      })),
      ...['all', ...groups].flatMap((group) => {
        const parts = there(within(place).map((each) => `${each} ${group}`));
        return parts.length === 0 ? [] : [{ total: `${place} ${group}`, parts }];
      }),
    ]),
  };
}

describe('a large release with rows left out', () => {
  it('is solved in whole numbers once: when more is hidden, from the solution that was found', () => {
    let wholes = 0;
    const counting: Solver = {
      open(program) {
        const model = solver.open(program);
        const isLarge = program.lower.length > 120;
        return {
          close: () => model.close(),
          ask(question) {
            if (question.integral && isLarge) wholes += 1;
            return model.ask(question);
          },
        };
      },
    };
    const protector = new Protector(countyWithout(120), countOptions, [], counting);
    const hide = (group: string): void => {
      for (const id of protector.knowledge.model.cells.keys())
        if (id.startsWith('school') && id.endsWith(` ${group}`)) protector.hide(id);
    };
    hide('0.0');
    hide('1.0');
    const found: Found = new Map();
    const audit = (): void => {
      for (const block of protector.blocks)
        for (const component of componentsOf(protector.knowledge.system(block.ids, protector, block)))
          Array.from(findingsIn(component, counting, 10, new Passed(), found));
    };
    audit();
    const first = wholes;
    hide('1.1');
    protector.hide('district1 0.0');
    audit();
    expect({ first: first > 0, more: wholes - first }).toEqual({ first: true, more: 0 });
  });
});

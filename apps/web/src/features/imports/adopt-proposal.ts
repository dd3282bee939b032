import type { ImportMapping } from '@throughline/source-files/mapping/mapping';

type Source = ImportMapping['indicators'][number];
type Fields = Record<string, unknown>;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Field by field: what the person left as it was proposed follows the new proposal, what they changed stays. */
function adoptFields<Shape extends object>(mine: Shape, before: Shape, now: Shape): Shape {
  const [own, old, next] = [mine as Fields, before as Fields, now as Fields];
  const names = new Set([...Object.keys(own), ...Object.keys(next)]);
  const adopted = [...names].flatMap((name) => {
    const value = same(own[name], old[name]) ? next[name] : own[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(adopted) as Shape;
}

const sourcesOf = (sources: readonly Source[], key: string) =>
  sources.filter(({ indicatorKey }) => indicatorKey === key);

/** The columns of each indicator; one that a file has several times is taken whole. */
function adoptSources(mine: readonly Source[], before: readonly Source[], now: readonly Source[]): Source[] {
  const keys = [...new Set([...mine, ...now].map(({ indicatorKey }) => indicatorKey))];
  return keys.flatMap((key) => {
    const [own, old, next] = [sourcesOf(mine, key), sourcesOf(before, key), sourcesOf(now, key)];
    if (own.length === 0 || same(own, old)) return next;
    const [[one], [other], [third]] = [own, old, next];
    const isSingle = own.length === 1 && old.length === 1 && next.length === 1;
    return isSingle && one && other && third ? [adoptFields(one, other, third)] : own;
  });
}

/**
 * A mapping after the file was said to be about another indicator too: nothing that the person chose is taken back.
 * @param before what was proposed for the indicators that the mapping has
 * @param now what is proposed with the new one
 */
export function adoptProposal(mine: ImportMapping, before: ImportMapping, now: ImportMapping): ImportMapping {
  return {
    ...adoptFields(mine, before, now),
    indicators: adoptSources(mine.indicators, before.indicators, now.indicators),
  };
}

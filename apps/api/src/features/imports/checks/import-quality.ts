import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { QualityExample, QualityFinding } from '@throughline/source-files/report/import-report';
import * as sql from './import-quality.sql.ts';
import { mostAlike } from './place-likeness.ts';

/** How many examples of a finding are told. */
export const mostExamples = 20;

/** What a finding is told of: the staged rows of one checked file. */
export interface QualityScope {
  partnershipId: string;
  importId: string;
  fileName: string;
  columns: readonly string[];
  mapping: ImportMapping;
  /** How many observations the file says otherwise than what is there. */
  changed: number;
  /** Labels of places that nobody knows and whose rows are not staged. */
  unknownPlaces: readonly { label: string; firstLine: number }[];
}

/** Runs one statement that reads; each gets its own short transaction. */
export type Run = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>;

interface StagedPlace {
  id: string | null;
  label: string;
  code: string | null;
  name: string | null;
  kind: string | null;
  parentId: string | null;
  line: number;
}

interface Strange extends QualityExample {
  found: number;
  compared: number;
}

interface KnownPlace {
  id: string;
  name: string;
  code: string | null;
}

const example = (part: Partial<QualityExample>): QualityExample => ({
  line: null,
  indicatorId: null,
  place: null,
  population: null,
  period: null,
  was: null,
  now: null,
  what: null,
  other: null,
  placeId: null,
  ...part,
});

/** The name that files of one series share: without numbers, as those are mostly the year. */
export const seriesName = (fileName: string): string => fileName.toLowerCase().replace(/[0-9]+/g, '');

/** What the staged rows show beside themselves, each other and the file before. Every list is bounded. */
export async function findQuality(run: Run, scope: QualityScope): Promise<QualityFinding[]> {
  const ids = [scope.partnershipId, scope.importId];
  const places = await run<StagedPlace>(sql.findStagedPlaces, ids);
  return [
    ...(await peopleUnknown(run, scope)),
    ...(await totalsOfGroups(run, scope)),
    ...(await totalsOfPlaces(run, scope, places)),
    ...(await strangersAmongPlaces(run, scope, places)),
    // Most files only add: then there is nothing to be joined.
    ...(scope.changed > 0 ? await changeFindings(run, scope) : []),
  ];
}

/** What the gate will hide because nobody knows of how many people it is told. */
async function peopleUnknown(run: Run, { partnershipId, importId }: QualityScope): Promise<QualityFinding[]> {
  const rows = await run<QualityExample & { found: number }>(sql.findPeopleUnknown, [
    partnershipId,
    importId,
    mostExamples,
  ]);
  return rows.length === 0
    ? []
    : [
        {
          code: 'people_unknown',
          severity: 'warning',
          count: rows[0]?.found ?? 0,
          examples: rows.map(({ found: _found, ...row }) => example(row)),
        },
      ];
}

/** The indicators whose value is itself a count that can be added up. */
const countsOf = ({ mapping }: QualityScope): string[] =>
  mapping.indicators.filter(({ measure }) => measure === 'count').map(({ indicatorKey }) => indicatorKey);

async function totalsOfGroups(run: Run, scope: QualityScope): Promise<QualityFinding[]> {
  const ids = [scope.partnershipId, scope.importId];
  const populations = await run<{ isTotal: boolean; dimension: string }>(sql.findStagedPopulations, ids);
  const groups = new Map<string, number>();
  for (const { isTotal, dimension } of populations)
    if (!isTotal) groups.set(dimension, (groups.get(dimension) ?? 0) + 1);
  // Most files have no total, or no groups: those need no looking through.
  if (!populations.some(({ isTotal }) => isTotal) || ![...groups.values()].some((count) => count > 1)) return [];
  const sorted = JSON.stringify(scope.mapping.population.dimensions ?? {});
  return strange(
    'groups_differ',
    await run<Strange>(sql.compareGroups, [...ids, countsOf(scope), mostExamples, sorted]),
  );
}

async function totalsOfPlaces(
  run: Run,
  scope: QualityScope,
  places: readonly StagedPlace[],
): Promise<QualityFinding[]> {
  const ids = new Set(places.map(({ id }) => id));
  const states = places.filter(({ kind }) => kind === 'state');
  const [state] = states;
  const family = places.flatMap(({ id, kind, parentId }) => {
    if (id === null) return [];
    if (parentId !== null && ids.has(parentId)) return [{ child: id, parent: parentId }];
    // A file of a state and its districts need not be told that they are in it.
    return states.length === 1 && state?.id && kind === 'district' && parentId === null
      ? [{ child: id, parent: state.id }]
      : [];
  });
  if (family.length < 2) return [];
  const values = [scope.partnershipId, scope.importId, countsOf(scope), mostExamples, JSON.stringify(family)];
  return strange('places_differ', await run<Strange>(sql.comparePlaces, values));
}

function strange(code: QualityFinding['code'], rows: readonly Strange[]): QualityFinding[] {
  const [first] = rows;
  if (first === undefined) return [];
  const examples = rows.map(({ found: _found, compared: _compared, ...row }) => example(row));
  return [{ code, severity: 'warning', count: first.found, examples }];
}

/** Places that came, went or changed their name since the file of this series that was committed before. */
async function strangersAmongPlaces(
  run: Run,
  scope: QualityScope,
  places: readonly StagedPlace[],
): Promise<QualityFinding[]> {
  const { partnershipId, importId, mapping, fileName, columns } = scope;
  const keys = mapping.indicators.map(({ indicatorKey }) => indicatorKey);
  const [before] = await run<{ id: string; fileName: string }>(sql.findPredecessor, [
    partnershipId,
    importId,
    keys,
    seriesName(fileName),
    JSON.stringify(columns),
  ]);
  const ids = before && [partnershipId, importId, before.id];
  const gone = ids ? await run<KnownPlace & { total: number }>(sql.findVanished, ids) : [];
  const came = new Set((ids ? await run<{ id: string }>(sql.findAppeared, ids) : []).map(({ id }) => id));
  // Without a file before, a name that nobody knows is held against every place that has numbers.
  const candidates = before ? gone : await run<KnownPlace>(sql.findPlacesWithData, [partnershipId, keys]);
  const taken = new Set(places.flatMap(({ id }) => (id === null ? [] : [id])));
  const free = candidates.filter(({ id }) => !taken.has(id)).map((place) => ({ ...place, names: [place.name] }));
  const strangers = [
    ...places.filter(({ id }) => id === null || came.has(id)).map(({ label, line }) => ({ label, line })),
    // Names that will be added are staged already.
    ...scope.unknownPlaces
      .filter(({ label }) => !places.some((place) => place.label === label))
      .map(({ label, firstLine }) => ({ label, line: firstLine })),
  ].slice(0, 500);
  const renamed = strangers.flatMap(({ label, line }) => {
    const found = mostAlike(label, free);
    return found ? [example({ line, place: label, other: found.candidate.name, placeId: found.candidate.id })] : [];
  });
  const otherName = await namedOtherwise(run, partnershipId, places);
  const again = new Set(renamed.map(({ other }) => other));
  const vanished = gone.filter(({ name }) => !again.has(name));
  const fileBefore = before?.fileName ?? null;
  const findings: QualityFinding[] = [
    {
      code: 'place_renamed',
      severity: 'warning',
      count: renamed.length,
      examples: renamed.slice(0, mostExamples),
    },
    {
      code: 'place_renamed_by_code',
      severity: 'note',
      count: otherName.length,
      examples: otherName
        .slice(0, mostExamples)
        .map(({ id, label, name, line, code }) =>
          example({ line, place: label, other: name, what: code, placeId: id }),
        ),
    },
    {
      code: 'place_vanished',
      severity: 'warning',
      count: (gone[0]?.total ?? 0) - (gone.length - vanished.length),
      examples: vanished.slice(0, mostExamples).map(({ name }) => example({ place: name, other: fileBefore })),
    },
    {
      code: 'place_appeared',
      severity: 'note',
      count: came.size,
      examples: places
        .filter(({ id }) => id !== null && came.has(id))
        .slice(0, mostExamples)
        .map(({ label, line }) => example({ line, place: label, other: fileBefore })),
    },
  ];
  return findings.filter(({ count }) => count > 0);
}

/** Places that were found by their code under a name that nobody has told us of. */
async function namedOtherwise(run: Run, partnershipId: string, places: readonly StagedPlace[]): Promise<StagedPlace[]> {
  const differs = places.filter(
    ({ id, code, name, label }) => id && code && name && label !== code && name.toLowerCase() !== label.toLowerCase(),
  );
  if (differs.length === 0) return [];
  const values = [partnershipId, differs.map(({ id }) => id)];
  const known = new Map<string, Set<string>>();
  for (const { id, label } of await run<{ id: string; label: string }>(sql.findPlaceLabels, values))
    known.set(id, (known.get(id) ?? new Set()).add(label.toLowerCase()));
  return differs.filter(({ id, label }) => !known.get(id ?? '')?.has(label.toLowerCase()));
}

/** What a commit would replace, the largest changes first. */
async function changeFindings(run: Run, { partnershipId, importId }: QualityScope): Promise<QualityFinding[]> {
  const rows = await run<QualityExample>(sql.findChanged, [partnershipId, importId, mostExamples]);
  // The count stands in the overlap.
  return rows.length === 0
    ? []
    : [{ code: 'changed', severity: 'note', count: rows.length, examples: rows.map((row) => example(row)) }];
}

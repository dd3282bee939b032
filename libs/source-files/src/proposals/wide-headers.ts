import { familyOfGroup } from '@throughline/domain/group-families';
import type { Cadence, MeasureType } from '@throughline/domain/vocabulary';
import { footnotesIn } from './footnotes.ts';
import { intervalPartOf, wordsOfBound } from './guess-intervals.ts';
import { fitOf, isSameWord, telling, withDigits } from './name-words.ts';
import { readHeader } from './read-header.ts';
import type { ReadHeader } from './read-header.ts';
import type { NumberPart, WideColumn } from '../mapping/mapping.ts';
import type { Look } from '../mapping/profile.ts';

/** Fewer different months or quarters than this may be anything ("May be absent", "Q1" of a questionnaire). */
const fewestParts = 3;
const denominatorWord =
  /\b(?:tested|enrolled|enrollment|cohort|total|denominator|scored|valid|eligible|population|universe|due|expected|required|scheduled|referred)\b/i;
const numeratorWord =
  /\b(?:met|proficient|ready|graduates?|graduated|grads|absent|numerator|above|passed|passing|benchmark|came|attended|made|completed|timely|on time|kept|seen)\b/i;
/** Words of counts that say nothing of what is counted. */
const countWords =
  /^(?:tested|enrolled|enrollment|cohort|total|denominator|scored|valid|eligible|population|universe|numerator|students|children|pupils|participants|cases|met|graduates|graduated|grads|size)$/;

export interface WideGuess {
  columns: WideColumn[];
  /** Periods, or the parts of one, that the names say. */
  periods: string[];
  populations: string[];
}

/** What is wanted of the columns. */
export interface WantedNumbers {
  cadence: Cadence;
  measure: MeasureType;
  /** Words of the indicator's name. */
  words: string;
}

interface Header extends ReadHeader {
  looks: Look | undefined;
}

/** The people of a group are the group: "Black Students" beside "Black % Ready". */
const peopleWords = /\s+(?:students|pupils|children|people|persons|residents|participants)$/i;

const keyOf = ({ period, periodPart, groups }: ReadHeader): string =>
  JSON.stringify([period, periodPart, groups.map((group) => group.replace(peopleWords, ''))]);

/** Columns of one number, which differ in period or group alone: "Percent of 2018" is another than "Rate of 2018". */
const kindWordOf = ({ kind, column }: ReadHeader): string =>
  kind === 'share' ? (/\brates?\b/i.test(column) ? 'rate' : 'percent') : '';

/**
 * Words beside a group that only columns of that group have belong to its name ("Black or AA"), where the columns of the
 * other groups have none.
 */
function withWholeGroups(headers: readonly Header[]): Header[] {
  const groupsUnder = new Map<string, Set<string>>();
  for (const { topic, groups } of headers) {
    const under = groupsUnder.get(topic) ?? new Set();
    for (const group of groups) under.add(group);
    groupsUnder.set(topic, under);
  }
  return headers.map((header) => {
    const { column, topic, groups } = header;
    const [group] = groups;
    if (group === undefined || groups.length > 1 || (groupsUnder.get(topic)?.size ?? 0) > 1) return header;
    const others = [...groupsUnder]
      .filter(([other, under]) => other !== topic && under.size > 1)
      .map(([other]) => other);
    for (const other of others) {
      const extra = telling(topic).filter((word) => !telling(other).includes(word));
      if (extra.length === 0 || extra.length > 3 || telling(topic).length - extra.length !== telling(other).length)
        continue;
      const name = new RegExp(
        `(?:[\\p{L}\\p{N}/&-]+\\s+)*?${group.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[\\s/&-]+[\\p{L}\\p{N}&]+)*`,
        'u',
      ).exec(column.replaceAll('_', ' '))?.[0];
      const words = name === undefined ? [] : name.split(/\s+/);
      const parts = words.filter(
        (word) =>
          telling(group)
            .concat(extra)
            .some((each) => telling(word).includes(each)) || /^(?:or|and|\/)$/i.test(word),
      );
      if (parts.length > 0) return { ...header, topic: other, groups: [parts.join(' ')] };
    }
    return header;
  });
}

/** Columns whose names are those of others with a word in the place of the group ("Nonbinary ready" beside "Girls ready"). */
function withOtherGroups(headers: readonly Header[], topic: string): Header[] {
  const known = headers.filter((header) => header.topic === topic && header.groups.length === 1);
  if (topic === '' || new Set(known.map(({ groups }) => groups[0])).size < 2) return [...headers];
  const forms = new Set(
    known.map(({ column, groups, period }) => {
      const form = column.replaceAll('_', ' ').replace(groups[0] ?? '', '\ue000');
      return period === null ? form : form.replace(period, '\ue001');
    }),
  );
  return headers.map((header) => {
    if (header.groups.length > 0 || header.topic === topic) return header;
    const plain = header.column.replaceAll('_', ' ');
    const name = header.period === null ? plain : plain.replace(header.period, '\ue001');
    for (const form of forms) {
      const [start = '', end = ''] = form.split('\ue000');
      if (!name.startsWith(start) || !name.endsWith(end) || name.length <= start.length + end.length) continue;
      const group = name.slice(start.length, name.length - end.length).trim();
      if (group !== '' && group.split(/\s+/).length <= 4 && !group.includes('\ue001') && header.kind === known[0]?.kind)
        return { ...header, topic, groups: [group] };
    }
    return header;
  });
}

/** Counts of groups that only the chosen number's columns name ("Total Enrolled" beside "Total Rate"). */
function withSameGroups(headers: readonly Header[], topic: string): Header[] {
  const groups = new Set(headers.flatMap((header) => (header.topic === topic ? header.groups : [])));
  const others = new Set(
    headers.flatMap((header) => (header.topic === topic || header.groups.length === 0 ? [] : [header.topic])),
  );
  return [...others].reduce(
    (known: Header[], other) => {
      const found = withOtherGroups(known, other);
      return known.map((header, at) => {
        const named = found[at] ?? header;
        return named.groups.every((group) => groups.has(group)) ? named : header;
      });
    },
    [...headers],
  );
}

/** A column with what it holds, of the period and group that its key says. */
interface WidePart {
  key: string;
  header: Header;
  part: NumberPart;
}

interface Topic {
  topic: string;
  kindWord: string;
  headers: Header[];
}

function topicsOf(headers: readonly Header[]): Topic[] {
  const topics = new Map<string, Topic>();
  for (const header of headers) {
    const kindWord = kindWordOf(header);
    const key = JSON.stringify([header.topic, kindWord]);
    const topic = topics.get(key);
    if (topic === undefined) topics.set(key, { topic: header.topic, kindWord, headers: [header] });
    else topic.headers.push(header);
  }
  return [...topics.values()];
}

/** The number that the indicator's words mean; of several that they do not tell apart, the one with the most columns. */
function chosenTopic(topics: readonly Topic[], wanted: string): Topic | undefined {
  const fits = fitOf(
    topics.map(({ topic, kindWord }) => `${topic} ${kindWord}`),
    wanted,
  );
  const best = Math.max(...fits);
  return topics
    .filter((_topic, at) => (fits[at] ?? 0) > best - 0.001)
    .toSorted((a, b) => new Set(b.headers.map(keyOf)).size - new Set(a.headers.map(keyOf)).size)[0];
}

const isCountOf = ({ topic }: Header, value: string, wanted: string): boolean => {
  const words = telling(topic).filter((word) => !countWords.test(word));
  const own = telling(value);
  const isAsked = (word: string): boolean => telling(wanted).some((each) => isSameWord(each, word));
  // Beside "Q1 %", which has no words of its own, every count of that quarter belongs to it.
  return own.length === 0 || words.every((word) => own.includes(word) || isAsked(word));
};

/** Beside a percent, publishers call the number of those who were counted N, and name the others by what they did. */
const partOfCount = ({ topic, column }: Header, wanted: string): NumberPart => {
  if (denominatorWord.test(topic)) return 'denominator';
  // "Dropouts" beside a rate of dropouts are those who did it.
  const isAsked = telling(topic).some(
    (word) => !countWords.test(word) && telling(wanted).some((each) => isSameWord(each, word)),
  );
  return numeratorWord.test(column) || isAsked ? 'numerator' : 'denominator';
};

/** The columns of the chosen number, each with what it holds, and the counts beside them. */
function partsOf(topic: Topic, headers: readonly Header[], measure: MeasureType, wanted: string) {
  const isCount = ({ kind }: Header): boolean => kind === 'count';
  const values = new Map<string, Header>();
  const better = measure === 'count' ? isCount : ({ kind }: Header): boolean => kind === 'share';
  for (const header of topic.headers) {
    const known = values.get(keyOf(header));
    if (known === undefined || (better(header) && !better(known))) values.set(keyOf(header), header);
  }
  const found = [...values].map(([key, header]): WidePart => ({ key, header, part: 'value' }));
  if (measure === 'count') return found;
  const taken = new Set(found.map(({ key, part }) => `${key} ${part}`));
  // A total beside the number of everybody names them, where the number does not.
  const keyOfCount = (header: Header): string =>
    header.groups.every((group) => familyOfGroup(group) === 'everybody') && !values.has(keyOf(header))
      ? keyOf({ ...header, groups: [] })
      : keyOf(header);
  const counts = headers.filter(
    (header) =>
      (isCount(header) || (header.kind === null && header.looks === 'count')) &&
      values.has(keyOfCount(header)) &&
      values.get(keyOfCount(header)) !== header &&
      isCountOf(header, topic.topic, wanted),
  );
  for (const header of counts.toSorted((a, b) => Number(b.topic === topic.topic) - Number(a.topic === topic.topic))) {
    const key = keyOfCount(header);
    const part = partOfCount(header, wanted);
    if (taken.has(`${key} ${part}`)) continue;
    taken.add(`${key} ${part}`);
    // Of the group as the value's column names it.
    found.push({ key, header: { ...header, groups: values.get(key)?.groups ?? header.groups }, part });
  }
  return found;
}

/**
 * The margins and bounds of wide values: named as a value is, but for the words that say what they are, or without any
 * words of their own and right behind it or its other bound. A value with one bound alone has none.
 */
function intervalsOf(numbers: readonly WidePart[], everything: readonly Header[]): WidePart[] {
  const values = numbers.filter(({ part }) => part === 'value');
  const columnsOfValues = new Map(values.map((value) => [value.header.column, value]));
  const byKey = new Map(values.map((value) => [value.key, value]));
  const found: WidePart[] = [];
  let before: WidePart | undefined;
  for (const header of everything) {
    if (header.kind !== 'bound') {
      before = columnsOfValues.get(header.column);
      continue;
    }
    const part = intervalPartOf(header.column);
    if (part === null) continue;
    const named = byKey.get(keyOf(header));
    const words = wordsOfBound(header.topic);
    const isOf = (value: WidePart): boolean => {
      const own = wordsOfBound(value.header.topic);
      return words.every((word) => own.some((each) => isSameWord(each, word)));
    };
    const namesNothing = header.period === null && header.groups.length === 0;
    const isBeside = named === before || (namesNothing && words.length === 0);
    const owner = words.length === 0 || namesNothing ? (isBeside ? before : undefined) : named;
    if (owner === undefined || !isOf(owner)) continue;
    found.push({ key: owner.key, header: { ...header, ...periodAndGroups(owner.header) }, part });
  }
  const has = (key: string, part: NumberPart): boolean => found.some((each) => each.key === key && each.part === part);
  const isWhole = ({ key, part }: WidePart): boolean =>
    part === 'margin'
      ? !has(key, 'lowerBound') || !has(key, 'upperBound')
      : has(key, 'lowerBound') && has(key, 'upperBound');
  return found.filter(
    (each, at) => isWhole(each) && found.findIndex(({ key, part }) => key === each.key && part === each.part) === at,
  );
}

const periodAndGroups = ({ period, periodPart, groups }: Header): Pick<Header, 'period' | 'periodPart' | 'groups'> => ({
  period,
  periodPart,
  groups,
});

/** Numbers of this kind are the measure's own; where no column holds any, all of them may be. */
function valuesAmong(headers: readonly Header[], measure: MeasureType): Header[] {
  const isOther = ({ kind }: Header): boolean =>
    measure === 'count' ? kind === 'share' || kind === 'average' : kind === 'count';
  const own = headers.filter((header) => !isOther(header));
  // Beside columns that are called rates, whole numbers without such a word are counts.
  const isRates = measure === 'proportion' && own.some(({ kind }) => kind === 'share');
  const values = isRates ? own.filter(({ kind, looks }) => kind !== null || looks !== 'count') : own;
  return values.length > 0 ? values : [...headers];
}

/** Of columns that say their grade, those of the indicator's, else those of all grades together. */
function ofGrade(headers: readonly Header[], words: string): Header[] {
  const grades = new Set(headers.flatMap(({ grade }) => grade ?? []));
  if (grades.size < 2) return [...headers];
  const wanted = /\b(\d{1,2}) ?grade|\bgrade (\d{1,2})\b/.exec(withDigits(words));
  const grade = (wanted?.[1] ?? wanted?.[2] ?? '00').padStart(2, '0');
  return grades.has(grade) ? headers.filter((header) => (header.grade ?? grade) === grade) : [...headers];
}

/**
 * Finds the columns of a wide file among those of numbers: at least two whose names differ in their period or in their
 * group of people, with the counts beside each. Null when there are none. Bounds, margins, ranks and changes of other
 * numbers, and the neighbours' topics, are none of them.
 */
export function guessWide(
  columns: readonly { column: string; looks?: Look }[],
  { cadence, measure, words }: WantedNumbers,
): WideGuess | null {
  const wanted = telling(words);
  const everything = ofGrade(
    columns.map(({ column, looks }): Header => ({ ...readHeader(column, cadence, wanted), looks })),
    words,
  );
  const headers = everything.filter(({ kind }) => kind !== 'bound' && kind !== 'comparison');
  const dated = headers.filter(({ period }) => period !== null);
  const hasPeriods = new Set(dated.map(({ period }) => period)).size > 1;
  const parted = headers.filter(({ periodPart }) => periodPart !== null);
  const hasParts = !hasPeriods && new Set(parted.map(({ periodPart }) => periodPart)).size >= fewestParts;
  const candidates = withWholeGroups(hasPeriods ? dated : hasParts ? parted : headers).map((header) =>
    hasParts ? header : { ...header, periodPart: null },
  );
  const first = chosenTopic(topicsOf(valuesAmong(candidates, measure)), words);
  if (first === undefined) return null;
  const all = withSameGroups(withOtherGroups(candidates, first.topic), first.topic);
  const topic = topicsOf(valuesAmong(all, measure)).find(
    (each) => each.topic === first.topic && each.kindWord === first.kindWord,
  );
  if (topic === undefined || new Set(topic.headers.map(keyOf)).size < 2) return null;
  const numbers = partsOf(topic, all, measure, words);
  const found = [...numbers, ...intervalsOf(numbers, everything)];
  const footnotes = footnotesIn([...new Set(found.flatMap(({ header }) => header.groups))]);
  const order = new Map(columns.map(({ column }, at) => [column, at]));
  const wide = found
    .map(({ header: { column, period, periodPart, groups }, part }): WideColumn => ({
      column,
      part,
      ...(period === null ? {} : { period }),
      ...(periodPart === null ? {} : { periodPart }),
      ...(groups.length === 0 ? {} : { population: groups.map((group) => footnotes.get(group) ?? group) }),
    }))
    .toSorted((a, b) => (order.get(a.column) ?? 0) - (order.get(b.column) ?? 0));
  return {
    columns: wide,
    periods: [...new Set(wide.flatMap(({ period, periodPart }) => period ?? periodPart ?? []))],
    populations: [...new Set(wide.flatMap(({ population }) => population?.join(', ') ?? []))],
  };
}

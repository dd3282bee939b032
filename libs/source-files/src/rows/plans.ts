import type { ImportMapping, IndicatorSource, NumberPart, NumberSource, WideColumn } from '../mapping/mapping.ts';
import { numberParts } from '../mapping/mapping.ts';
import { rowTest } from '../mapping/row-parts.ts';
import type { ColumnIndex, RowTest } from '../mapping/row-parts.ts';

/** Where one number of an observation stands. */
export interface NumberPlan {
  part: NumberPart;
  column: string;
  index: number;
  /** Null when the number stands on every row. */
  test: RowTest | null;
}

/** How one observation is made of a row; a row of a wide file gives one for each of its plans. */
export interface ObservationPlan {
  /** Position among the mapping's plans: unique on a line. */
  at: number;
  source: IndicatorSource;
  /** Rows of the indicator. */
  test: RowTest;
  numbers: NumberPlan[];
  /** How many numbers stand on rows of their own; above 0, several rows make one observation. */
  ownRows: number;
  /** What the columns' names say, in a wide file; null where the row says it. */
  period: string | null;
  periodPart: string | null;
  population: readonly string[] | null;
  /** The column to name in problems, in a wide file. */
  column: string | null;
}

function numberPlan(part: NumberPart, source: NumberSource, indexOf: ColumnIndex): NumberPlan {
  const { column, when } = source;
  const test = when === undefined || when.length === 0 ? null : rowTest(when, indexOf);
  return { part, column, index: indexOf(column), test };
}

/** Wide columns that make one observation together. */
function groupsOf(columns: readonly WideColumn[]): WideColumn[][] {
  const groups = new Map<string, WideColumn[]>();
  for (const column of columns) {
    const key = JSON.stringify([column.period, column.periodPart, column.population]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [column]);
    else group.push(column);
  }
  return [...groups.values()];
}

/** Every observation that a row can give, in the mapping's order. */
export function plansOf({ indicators, wide = [] }: ImportMapping, indexOf: ColumnIndex): ObservationPlan[] {
  const plans: ObservationPlan[] = [];
  const add = (source: IndicatorSource, test: RowTest, numbers: NumberPlan[], group: readonly WideColumn[]): void => {
    const [first] = group;
    plans.push({
      at: plans.length,
      source,
      test,
      numbers,
      ownRows: numbers.filter((number) => number.test !== null).length,
      period: first?.period || null,
      periodPart: first?.periodPart || null,
      population: first?.population ?? null,
      column: first?.column ?? null,
    });
  };
  for (const source of indicators) {
    const test = rowTest(source.when, indexOf);
    const own = numberParts.flatMap((part) => {
      const number = source[part];
      return number === undefined ? [] : [numberPlan(part, number, indexOf)];
    });
    const mine = wide.filter(
      ({ indicatorKey }) => (indicatorKey ?? indicators[0]?.indicatorKey) === source.indicatorKey,
    );
    if (mine.length === 0) add(source, test, own, []);
    for (const group of groupsOf(mine)) {
      const numbers = group.map(({ part, column }) => numberPlan(part, { column }, indexOf));
      const shared = own.filter(({ part }) => !group.some((column) => column.part === part));
      add(source, test, [...numbers, ...shared], group);
    }
  }
  return plans;
}

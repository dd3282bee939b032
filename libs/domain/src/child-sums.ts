import { type AnswerCell, type AnswerField, fieldsAsked } from './answer-checks.ts';
import type { DataForm } from './data-form.ts';

/** What the places in a place come to together, beside its own number. */
export interface ChildSum {
  readonly field: AnswerField;
  readonly sum: number;
  /** How many of the places in it have a number yet, and how many are asked for. */
  readonly filled: number;
  readonly places: number;
  /** Whether the place's own number is another one, or can no longer be theirs: they are more already. */
  readonly differs: boolean;
}

/** Numbers of people and events, which add up; a mean and a rate do not. */
function addedUp({ measure }: Pick<DataForm, 'measure'>): readonly AnswerField[] {
  if (measure === 'time_between') return [];
  return fieldsAsked(measure).filter((field) => field !== 'value' || measure === 'count');
}

/** The sums of the places in a place that the same form asks for, of one population; none while none has a number. */
export function childSums(
  form: Pick<DataForm, 'measure' | 'places'>,
  cells: readonly AnswerCell[],
  { placeId, populationId }: Pick<AnswerCell, 'placeId' | 'populationId'>,
): ChildSum[] {
  const within = new Set(form.places.flatMap(({ id, parentId }) => (parentId === placeId ? [id] : [])));
  const children = cells.filter((cell) => within.has(cell.placeId) && cell.populationId === populationId);
  const own = cells.find((cell) => cell.placeId === placeId && cell.populationId === populationId);
  return addedUp(form).flatMap((field) => {
    const numbers = children.flatMap((cell) => cell[field] ?? []);
    if (numbers.length === 0) return [];
    const sum = numbers.reduce((all, one) => all + one, 0);
    const given = own?.[field] ?? null;
    const isWhole = numbers.length === children.length;
    const differs = given !== null && (isWhole ? given !== sum : sum > given);
    return [{ field, sum, filled: numbers.length, places: children.length, differs }];
  });
}

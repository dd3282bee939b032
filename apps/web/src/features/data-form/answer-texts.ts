import {
  type AnswerCell,
  type AnswerField,
  answerFields,
  fieldsAsked,
  isOfPeople,
} from '@throughline/domain/answer-checks';
import { cellKey, type DataForm, type FormPeriod } from '@throughline/domain/data-form';
import { hasNoNumbers } from '@throughline/domain/data-requests';
import { numberOf, shownNumber } from '../../shared/form/number-of.ts';

/** The field of the note in a draft. */
export const noteField = 'note';

/** The field of a draft that says, by being written, that there are no numbers. */
export const noneField = 'none';

/** The field of one number in a draft. */
export const fieldOf = (key: string, field: AnswerField): string => `${key} ${field}`;

/** What is typed, by its field. */
export type Texts = Readonly<Record<string, string>>;

/** What was sent, as it would be typed, so that it can be corrected. */
export function sentTexts({ series }: DataForm, { sent }: FormPeriod): Texts {
  if (!sent) return {};
  const numbers = sent.cells
    .filter((cell) => series.includes(cellKey(cell)))
    .flatMap((cell) =>
      answerFields.flatMap((field) => {
        const number = cell[field];
        return number === null ? [] : [[fieldOf(cellKey(cell), field), shownNumber(number)] as const];
      }),
    );
  const none = hasNoNumbers(sent) ? [[noneField, 'yes'] as const] : [];
  return Object.fromEntries([...numbers, ...none, [noteField, sent.note]]);
}

/** What is typed, as numbers; `unread` has the fields that hold something else. */
export function readTexts({ series, measure }: DataForm, texts: Texts): { cells: AnswerCell[]; unread: Set<string> } {
  const unread = new Set<string>();
  const fieldNames = fieldsAsked(measure);
  const cells = series.map((key) => {
    const [placeId = '', populationId = ''] = key.split(' ');
    const readField = (field: AnswerField): number | null => {
      if (!fieldNames.includes(field)) return null;
      const name = fieldOf(key, field);
      const number = numberOf(texts[name] ?? '', isOfPeople(field, measure));
      if (number === undefined) unread.add(name);
      return number ?? null;
    };
    return {
      placeId,
      populationId,
      numerator: readField('numerator'),
      denominator: readField('denominator'),
      value: readField('value'),
    };
  });
  return { cells, unread };
}

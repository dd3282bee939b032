import { type AnswerCell, answerFields, fieldsAsked, isBlank } from '@throughline/domain/answer-checks';
import { formatPeriod } from '@throughline/domain/periods';
import type { Cadence, MeasureType } from '@throughline/domain/vocabulary';
import { type ImportMapping, mappingVersion } from '@throughline/source-files/mapping/mapping';

/** What is written of an answer: its numbers, with the names that its places and populations have now. */
export interface AnswerToWrite {
  periodStart: string;
  cadence: Cadence;
  measure: MeasureType;
  cells: readonly AnswerCell[];
  placeNames: ReadonlyMap<string, string>;
  populationNames: ReadonlyMap<string, string>;
}

const columns = ['Period', 'Place id', 'Place', 'Population id', 'Population', 'Numerator', 'Denominator', 'Value'];
const columnOf = { numerator: 'Numerator', denominator: 'Denominator', value: 'Value' } as const;

/** Quoted, and never a formula: people open what they kept in a spreadsheet. */
const quote = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** An answer as the file that is imported: one line for each place and population with numbers. */
export function writeAnswer(answer: AnswerToWrite): string {
  const { periodStart, cadence, cells, placeNames, populationNames } = answer;
  const period = formatPeriod(periodStart, cadence);
  const lines = cells
    .filter((cell) => !isBlank(cell))
    .map((cell) => {
      const { placeId, populationId } = cell;
      const names = [placeId, placeNames.get(placeId) ?? '', populationId, populationNames.get(populationId) ?? ''];
      const numbers = answerFields.map((field) => String(cell[field] ?? ''));
      return [period, ...names].map(quote).concat(numbers).join(',');
    });
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

/** How that file is read: by our own ids, so that nothing is left to be asked. */
export function answerMapping(indicatorId: string, measure: MeasureType, cadence: Cadence): ImportMapping {
  const numbers = fieldsAsked(measure).map((field) => [field, { column: columnOf[field] }] as const);
  return {
    version: mappingVersion,
    file: { encoding: 'utf-8', delimiter: ',', headerLine: 1 },
    period: { from: 'column', column: 'Period' },
    place: { codeColumn: 'Place id', labelColumn: 'Place', unknown: 'ask' },
    population: { columns: ['Population id'], constant: [], all: [], aliases: {}, unknown: 'ask' },
    indicators: [
      {
        indicatorKey: indicatorId,
        measure,
        cadence,
        unit: measure === 'proportion' ? 'percent' : 'number',
        when: [],
        ...Object.fromEntries(numbers),
      },
    ],
    marks: [],
    blank: 'not_reported',
    skip: [],
    otherRows: 'report',
  };
}

import { fieldsAsked, isOfPeople } from '@throughline/domain/answer-checks';
import { childSums } from '@throughline/domain/child-sums';
import { cellKey, type DataForm, type FormPopulation } from '@throughline/domain/data-form';
import type { Refusal } from '@throughline/domain/refusals/refusal';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../../shared/form/fields.tsx';
import { numberOf } from '../../shared/form/number-of.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { useRefusalText } from '../../shared/states/refusal-text.ts';
import { fieldOf, readTexts } from './answer-texts.ts';
import { type FormQuestion, useQuestionText } from './question-text.ts';
import type { AnswerDraft } from './use-answer-draft.ts';
import classes from './data-form.module.css';

/** What is wrong, by the field of the draft; null for what is no number. */
export type FieldErrors = Map<string, Refusal | null>;

interface CellFieldsProps {
  form: DataForm;
  placeId: string;
  population: FormPopulation;
  draft: AnswerDraft;
  errors: FieldErrors;
  questions: readonly FormQuestion[];
}

/** The numbers of one population at one place, beside each other, with what is to be looked at under them. */
export function CellFields({ form, placeId, population, draft, errors, questions }: CellFieldsProps) {
  const { t } = useTranslation(['data-form', 'shared']);
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const textOf = useQuestionText(form);
  const here = { placeId, populationId: population.id };
  const key = cellKey(here);
  const sums = childSums(form, readTexts(form, draft.texts).cells, here);
  const errorOf = (name: string): string | undefined => {
    const error = errors.get(name);
    if (error === undefined) return undefined;
    if (error === null) return t('shared:form.no_number');
    return refusalText({ ...error, message: '' }) ?? error.code;
  };
  const [part, whole] = (['numerator', 'denominator'] as const).map((field) =>
    numberOf(draft.texts[fieldOf(key, field)] ?? '', isOfPeople(field, form.measure)),
  );
  const share = form.measure === 'proportion' && part != null && whole ? (100 * part) / whole : null;
  return (
    <fieldset className={classes['cell']}>
      <legend>{population.name}</legend>
      <div className={classes['fields']}>
        {fieldsAsked(form.measure).map((field) => {
          const name = fieldOf(key, field);
          const unit = field === 'value' && form.unit ? ` (${form.unit})` : '';
          return (
            <TextLine
              key={field}
              name={name}
              label={`${t(labelOf(form, field))}${unit}`}
              inputMode="decimal"
              autoComplete="off"
              value={draft.texts[name] ?? ''}
              error={errorOf(name)}
              onChange={(text) => draft.set(name, text)}
            />
          );
        })}
        {share === null || errors.has(fieldOf(key, 'numerator')) ? null : (
          <output className={classes['share']}>{number(share)}%</output>
        )}
      </div>
      {sums.map(({ field, sum, filled, places, differs }) => (
        <output key={field} className={classes[differs ? 'question' : 'sum']}>
          {t(differs ? 'sum.differs' : filled < places ? 'sum.so_far' : 'sum.fits', {
            field: t(labelOf(form, field)),
            sum: number(sum),
            filled: number(filled),
            count: places,
            shown: number(places),
          })}
        </output>
      ))}
      {questions.map((one) => (
        <output key={`${one.code} ${one.field} ${one.dimension}`} className={classes['question']}>
          {textOf(one, false)}
        </output>
      ))}
    </fieldset>
  );
}

const labelOf = ({ measure }: DataForm, field: 'numerator' | 'denominator' | 'value') =>
  field === 'denominator' && measure !== 'proportion' ? ('field.people' as const) : (`field.${field}` as const);

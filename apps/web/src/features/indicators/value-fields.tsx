import { useTranslation } from 'react-i18next';
import type { ObservationStatus } from '@throughline/domain/vocabulary';
import { NumberField, SelectField } from '../../shared/form/bound-fields.tsx';
import { typedNumber } from '../../shared/form/number-of.ts';
import type { Form } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import type { IndicatorDetail } from './operations.ts';
import classes from './indicators.module.css';

export const EnterObservationMutation = graphql(`
  mutation EnterObservation($input: EnterObservationInput!) {
    enterObservation(input: $input) {
      id
      values
      versions
    }
  }
`);
export const CorrectObservationMutation = graphql(`
  mutation CorrectObservation($input: CorrectObservationInput!) {
    correctObservation(input: $input) {
      id
      values
      versions
    }
  }
`);

/** Lists that a value changes. */
export const valueTouches = ['indicator'];

/** What a person can say of a value; a range comes in with an import. */
export const enteredStatuses = ['not_reported', 'reported', 'suppressed_by_source', 'not_applicable'] as const;

/** One value as its forms hold it: numbers as they are typed. */
export interface ValueWords {
  status: ObservationStatus;
  value: string;
  numerator: string;
  denominator: string;
  margin: string;
  intervalLower: string;
  intervalUpper: string;
  intervalLevel: string;
}

/** The fields of the interval that a source may have published with the value. */
const intervalFields = ['margin', 'intervalLower', 'intervalUpper', 'intervalLevel'] as const;

/** Nothing said of it. */
export const noInterval = { margin: '', intervalLower: '', intervalUpper: '', intervalLevel: '' } as const;

/** What of an indicator decides which numbers are asked for, and how they are read. */
export type ValueMeasure = Pick<IndicatorDetail, 'measureType' | 'countsPeople' | 'unit'>;

/** Whether the number itself, and no share of it, says how many people there are. */
const isHeadCount = ({ measureType, countsPeople }: ValueMeasure): boolean => measureType === 'count' && countsPeople;

/** What a mutation takes of the words. */
export const valueInput = ({ status, value, numerator, denominator, ...words }: ValueWords, measure: ValueMeasure) => ({
  status,
  value: typedNumber(value, isHeadCount(measure)),
  numerator: typedNumber(numerator, true),
  denominator: typedNumber(denominator, true),
  margin: typedNumber(words.margin),
  intervalLower: typedNumber(words.intervalLower),
  intervalUpper: typedNumber(words.intervalUpper),
  intervalLevel: typedNumber(words.intervalLevel),
});

interface ValueFieldsProps {
  form: Form<ValueWords>;
  measure: ValueMeasure;
  questions: readonly string[];
}

/** What is known of one value: its status, its counts, the number itself, and what of it is to be looked at again. */
export function ValueFields({ form, measure, questions }: ValueFieldsProps) {
  const { t } = useTranslation(['indicators', 'words']);
  const { measureType, unit } = measure;
  // A count has no part and no whole, nor has the time from one event to the next.
  const isOfGroup = measureType !== 'count' && measureType !== 'time_between';
  return (
    <>
      <SelectField
        form={form}
        name="status"
        label={t('value.status')}
        options={enteredStatuses.map((word) => ({ value: word, label: t(`words:observation_status.${word}`) }))}
      />
      {isOfGroup ? (
        <>
          <NumberField
            form={form}
            name="numerator"
            label={t('value.numerator')}
            hint={t('value.counts_hint')}
            isCount
          />
          <NumberField form={form} name="denominator" label={t('value.denominator')} isCount />
        </>
      ) : null}
      <NumberField
        form={form}
        name="value"
        label={t('value.value')}
        hint={
          measureType === 'proportion'
            ? t('value.value_hint', { unit })
            : unit
              ? t('value.unit_hint', { unit })
              : undefined
        }
        isCount={isHeadCount(measure)}
        isWhole={isHeadCount(measure)}
      />
      <IntervalFields form={form} />
      {questions.length > 0 ? (
        <output className={classes['questions']}>
          {questions.map((question) => (
            <span key={question}>{question}</span>
          ))}
        </output>
      ) : null}
    </>
  );
}

/** The margin or the bounds that the source published with the value; most values have none. */
function IntervalFields({ form }: { form: Form<ValueWords> }) {
  const { t } = useTranslation('indicators');
  const isFilled = intervalFields.some((field) => form.value[field] !== '' || form.errors[field]);
  return (
    <details className={classes['more']} open={isFilled || undefined}>
      <summary>{t('value.interval')}</summary>
      <NumberField form={form} name="margin" label={t('value.margin')} hint={t('value.margin_hint')} />
      <NumberField form={form} name="intervalLower" label={t('value.intervalLower')} />
      <NumberField form={form} name="intervalUpper" label={t('value.intervalUpper')} />
      <NumberField
        form={form}
        name="intervalLevel"
        label={t('value.intervalLevel')}
        hint={t('value.intervalLevel_hint')}
      />
    </details>
  );
}

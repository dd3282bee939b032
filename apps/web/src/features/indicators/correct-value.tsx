import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureType, ObservationStatus } from '@throughline/domain/vocabulary';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { shownNumber } from '../../shared/form/number-of.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { type Cell, type Evidence, evidenceOf } from '../../shared/series/evidence.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { type IndicatorDetail, SeriesOf } from './operations.ts';
import { useValueQuestions } from './value-questions.ts';
import {
  CorrectObservationMutation,
  enteredStatuses,
  ValueFields,
  valueInput,
  type ValueWords,
  valueTouches,
} from './value-fields.tsx';

const seriesKinds: readonly string[] = ['indicator'];

/** Which value is corrected; without a period, the latest. */
interface Where {
  placeId: string;
  populationId: string | undefined;
  start?: string;
}

interface CorrectValueProps {
  indicator: IndicatorDetail;
  first: Where;
  /** What was typed elsewhere for this value, and what to do there once it stands here. */
  typed?: ValueWords;
  onTaken?(): void;
  onClose(): void;
}

/** Corrects one value that stands, with the reason; the value before is kept. */
export function CorrectValue(props: CorrectValueProps) {
  const { t } = useTranslation('indicators');
  const { indicator, first, onClose } = props;
  const variables = useMemo(
    () => ({ indicatorId: indicator.id, placeIds: [first.placeId] }),
    [indicator.id, first.placeId],
  );
  const screen = useScreen(SeriesOf, variables, seriesKinds);
  const series = useMemo(
    () => screen.data?.series.map(evidenceOf).filter((one) => correctable(one).length > 0),
    [screen.data],
  );
  if (series && series.length > 0) return <KnownCorrection {...props} series={series} />;
  return (
    <Dialog title={t('correct.title')} onClose={onClose}>
      <Screen state={screen}>{() => t('correct.none')}</Screen>
    </Dialog>
  );
}

/** The values of a series that somebody has entered, the latest first. */
const correctable = ({ cells }: Evidence): Cell[] =>
  cells.filter(({ version, stored }) => version > 0 && stored).toReversed();

function KnownCorrection({ indicator, first, series, ...rest }: CorrectValueProps & { series: Evidence[] }) {
  const { t } = useTranslation('indicators');
  const [populationId, setPopulation] = useState(
    () => (series.find((one) => one.populationId === first.populationId) ?? series[0])?.populationId ?? '',
  );
  const evidence = series.find((one) => one.populationId === populationId);
  const cells = evidence ? correctable(evidence) : [];
  // What is chosen stays chosen, whatever comes in meanwhile: a correction never moves to another value.
  const [start, setStart] = useState(() => first.start ?? cells[0]?.start ?? '');
  const cell = cells.find((one) => one.start === start);
  const choices = (
    <>
      <ChoiceField
        label={t('field.populationId')}
        value={populationId}
        onChange={(id) => {
          setPopulation(id);
          const others = series.filter((one) => one.populationId === id).flatMap(correctable);
          if (!others.some((one) => one.start === start)) setStart(others[0]?.start ?? '');
        }}
        options={series.map((one) => ({ value: one.populationId, label: one.name }))}
      />
      <ChoiceField
        label={t('correct.period')}
        value={start}
        onChange={setStart}
        options={cells.map((one) => ({ value: one.start, label: one.label }))}
      />
    </>
  );
  if (!cell) {
    return (
      <Dialog title={t('correct.title')} onClose={rest.onClose}>
        {choices}
        <output>{t('correct.gone')}</output>
      </Dialog>
    );
  }
  const where = { placeId: first.placeId, populationId, periodStart: start };
  return (
    <CorrectionForm {...rest} indicator={indicator} where={where} cell={cell} series={evidence} choices={choices} />
  );
}

/** A value as it is stored: as the page has it, and as the server tells it when somebody else was faster. */
interface StoredValue {
  version: number;
  status: ObservationStatus;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  intervalLower: number | null;
  intervalUpper: number | null;
  intervalLevel: number | null;
}

const storedValue = ({ version, status, stored }: Cell): StoredValue => ({
  version,
  status,
  value: stored?.value ?? null,
  numerator: stored?.numerator ?? null,
  denominator: stored?.denominator ?? null,
  intervalLower: stored?.interval?.low ?? null,
  intervalUpper: stored?.interval?.high ?? null,
  intervalLevel: stored?.interval?.level ?? null,
});

const correctionWords = ({ status, value, numerator, denominator, ...interval }: StoredValue) => ({
  status: enteredStatuses.find((word) => word === status) ?? ('reported' as const),
  value: shownNumber(value),
  numerator: shownNumber(numerator),
  denominator: shownNumber(denominator),
  // A margin was made into both bounds when it came.
  margin: '',
  intervalLower: shownNumber(interval.intervalLower),
  intervalUpper: shownNumber(interval.intervalUpper),
  intervalLevel: shownNumber(interval.intervalLevel),
  reason: '',
});
type CorrectionWords = ReturnType<typeof correctionWords>;

/** A number that follows from its counts is computed anew when only they were corrected. */
function followsFromCounts(words: CorrectionWords, base: CorrectionWords, measureType: MeasureType): boolean {
  const counted = words.numerator.trim() !== '' && words.denominator.trim() !== '';
  const isNew = words.numerator !== base.numerator || words.denominator !== base.denominator;
  return measureType === 'proportion' && counted && isNew && words.value === base.value;
}

interface CorrectionFormProps extends Pick<CorrectValueProps, 'indicator' | 'typed' | 'onTaken' | 'onClose'> {
  where: { placeId: string; populationId: string; periodStart: string };
  cell: Cell;
  series: Evidence | undefined;
  choices: ReactNode;
}

function CorrectionForm({ indicator, where, cell, series, choices, typed, onTaken, onClose }: CorrectionFormProps) {
  const { t } = useTranslation('indicators');
  const form = useForm({
    key: `value-correct:${indicator.id}:${where.placeId}:${where.populationId}:${where.periodStart}`,
    document: CorrectObservationMutation,
    label: t('correct.title'),
    touches: valueTouches,
    row: storedValue(cell),
    read: correctionWords,
    input: (words, base) => ({
      indicatorId: indicator.id,
      ...where,
      ...valueInput(words, indicator),
      ...(followsFromCounts(words, base, indicator.measureType) && { value: null }),
      reason: words.reason,
    }),
  });
  useTypedElsewhere(form, typed, onTaken);
  const questions = useValueQuestions(form.value, indicator, series, where.periodStart);
  return (
    <FormDialog
      form={form}
      title={t('correct.title')}
      save={t(questions.length > 0 ? 'correct.save_anyway' : 'correct.save')}
      onClose={onClose}
    >
      {choices}
      <ValueFields form={form} measure={indicator} questions={questions} />
      <ProseField form={form} name="reason" label={t('correct.reason')} hint={t('correct.reason_hint')} required />
    </FormDialog>
  );
}

/** What of a value is typed as a number. */
const valueNumbers = [
  'value',
  'numerator',
  'denominator',
  'margin',
  'intervalLower',
  'intervalUpper',
  'intervalLevel',
] as const;

/** Takes over what was typed before it turned out that a value stands already; a draft of the correction goes first. */
function useTypedElsewhere(
  { ready, dirty, set }: { ready: boolean; dirty: boolean; set(changes: Partial<ValueWords>): void },
  typed: ValueWords | undefined,
  onTaken: (() => void) | undefined,
): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!ready || isDone.current) return;
    isDone.current = true;
    if (!typed || dirty) return;
    const { status, ...words } = typed;
    const numbers = valueNumbers
      .map((field) => [field, words[field]] as const)
      .filter(([, text]) => text.trim() !== '');
    if (numbers.length === 0 && status === 'reported') return;
    set({ status, ...Object.fromEntries(numbers) });
    onTaken?.();
  });
}

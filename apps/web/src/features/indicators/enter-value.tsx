import { PopulationField } from '../../shared/populations/population-field.tsx';
import { PlaceField } from '../../shared/places/place-field.tsx';
import { useMemo, useState, type ComponentProps } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isDay } from '@throughline/domain/dates';
import { periodContaining } from '@throughline/domain/periods';
import { DayField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { useLiveQuery } from '../../shared/live/live.ts';
import { type Evidence, evidenceOf } from '../../shared/series/evidence.ts';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { CorrectValue } from './correct-value.tsx';
import { GroundChoices, type IndicatorDetail, SeriesOf } from './operations.ts';
import { useValueQuestions } from './value-questions.ts';
import {
  EnterObservationMutation,
  noInterval,
  ValueFields,
  valueInput,
  type ValueWords,
  valueTouches,
} from './value-fields.tsx';

const groundKinds = ['place', 'population'];
const seriesKinds: readonly string[] = ['indicator'];

interface EnterValueProps {
  indicator: IndicatorDetail;
  /** The place that is open on the page. */
  placeId: string | undefined;
  /** The series that is open on the page, if it has data. */
  series: Evidence | undefined;
  onClose(): void;
}

interface EnterWords extends ValueWords {
  placeId: string;
  populationId: string;
  periodStart: string | null;
}

/** Enters one value where there is none yet; what can be typed waits until it is known for which places and groups. */
export function EnterValue(props: EnterValueProps) {
  const { t } = useTranslation('indicators');
  const screen = useScreen(GroundChoices, {}, groundKinds);
  if (screen.data) return <KnownEnterValue {...props} ground={screen.data} />;
  return (
    <Dialog title={t('value.title')} onClose={props.onClose}>
      <Screen state={screen}>{() => null}</Screen>
    </Dialog>
  );
}

function KnownEnterValue({
  indicator,
  placeId,
  series,
  ground,
  onClose,
}: EnterValueProps & { ground: ResultOf<typeof GroundChoices> }) {
  const { t } = useTranslation('indicators');
  // The correction takes the words over, so that nothing is left here to tell which value it is.
  const [correcting, setCorrecting] = useState<Pick<ComponentProps<typeof CorrectValue>, 'first' | 'typed'>>();
  const populations = ground.populations.nodes;
  const [home] = ground.places.nodes;
  const everybody = populations.find((one) => one.dimension === null) ?? populations[0];
  const blank: EnterWords = {
    placeId: placeId ?? home?.id ?? '',
    populationId: series?.populationId ?? everybody?.id ?? '',
    periodStart: null,
    status: 'reported',
    value: '',
    numerator: '',
    denominator: '',
    ...noInterval,
  };
  const form = useForm({
    key: `value:${indicator.id}`,
    document: EnterObservationMutation,
    label: t('value.title'),
    touches: valueTouches,
    hasId: false,
    blank,
    input: (words) => ({
      indicatorId: indicator.id,
      placeId: words.placeId,
      populationId: words.populationId,
      periodStart: words.periodStart ?? '',
      ...valueInput(words, indicator),
    }),
  });
  const { standing, around, start } = useAround(indicator, form.value);
  const questions = useValueQuestions(form.value, indicator, around, start);
  if (correcting)
    return <CorrectValue {...correcting} indicator={indicator} onTaken={form.discard} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      title={t('value.title')}
      save={t(questions.length > 0 ? 'value.save_anyway' : 'value.save')}
      onClose={onClose}
    >
      <PlaceField form={form} name="placeId" label={t('field.placeId')} required />
      <PopulationField form={form} name="populationId" label={t('field.populationId')} />
      <DayField form={form} name="periodStart" label={t('value.periodStart')} hint={t('value.period_hint')} required />
      {standing ? (
        <div>
          <output>{t('value.there_is', { period: standing.label })}</output>{' '}
          <Button
            variant="default"
            onClick={() => setCorrecting({ first: { ...form.value, start: standing.start }, typed: form.value })}
          >
            {t('value.correct')}
          </Button>
        </div>
      ) : null}
      <ValueFields form={form} measure={indicator} questions={standing ? [] : questions} />
    </FormDialog>
  );
}

/** The series that a value is being entered into, and what stands in its period already; one that nobody reported has none. */
function useAround(indicator: IndicatorDetail, { placeId, populationId, periodStart }: EnterWords) {
  const variables = useMemo(() => ({ indicatorId: indicator.id, placeIds: [placeId] }), [indicator.id, placeId]);
  const [{ data }] = useLiveQuery(SeriesOf, variables, seriesKinds, { pause: placeId === '' });
  const found = data?.series.find((one) => one.placeId === placeId && one.populationId === populationId);
  const around = found && evidenceOf(found);
  if (periodStart === null || !isDay(periodStart)) return { around, start: null };
  const { start } = periodContaining(periodStart, indicator.cadence);
  return { around, start, standing: around?.cells.find((cell) => cell.start === start && cell.version > 0) };
}

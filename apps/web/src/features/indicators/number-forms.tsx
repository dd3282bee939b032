import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { isDay } from '@throughline/domain/dates';
import { periodContaining } from '@throughline/domain/periods';
import type { Cadence, ObservationStatus } from '@throughline/domain/vocabulary';
import { ChoiceField, DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import type { Cell, Evidence } from './evidence.ts';
import { GroundChoices, type IndicatorDetail } from './operations.ts';

const SetTargetMutation = graphql(`
  mutation SetTarget($input: SetTargetInput!) {
    setTarget(input: $input) {
      id
      targets {
        id
        version
        value
        dueOn
        baselinePeriodStart
        baselineValue
      }
    }
  }
`);
const EditTargetMutation = graphql(`
  mutation EditTarget($input: EditTargetInput!) {
    editTarget(input: $input) {
      id
      targets {
        id
        version
        value
        dueOn
        baselinePeriodStart
        baselineValue
      }
    }
  }
`);
const EnterObservationMutation = graphql(`
  mutation EnterObservation($input: EnterObservationInput!) {
    enterObservation(input: $input) {
      id
      values
      versions
    }
  }
`);
const CorrectObservationMutation = graphql(`
  mutation CorrectObservation($input: CorrectObservationInput!) {
    correctObservation(input: $input) {
      id
      values
      versions
    }
  }
`);

const placeKinds = ['place', 'population'];
const touches = ['indicator', 'target'];
const entered = ['not_reported', 'reported', 'suppressed_by_source', 'not_applicable'] as const;

/** The number in a field as people type it; null for an empty field, NaN where it is none. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replace('%', '').replace(',', '.').trim();
  return plain === '' ? null : Number(plain);
}

const shownNumber = (value: number | null): string => (value === null ? '' : String(value));

interface NumberFormProps {
  indicator: IndicatorDetail;
  /** The place that is open on the page. */
  placeId: string | undefined;
  /** The series that is open on the page, if it has data. */
  series: Evidence | undefined;
  onClose(): void;
}

/** Place and population to choose from, the open ones first chosen. */
function useGround({ placeId, series }: Pick<NumberFormProps, 'placeId' | 'series'>) {
  const [{ data }] = useLiveQuery(GroundChoices, {}, placeKinds);
  const places = data?.places.nodes ?? [];
  const populations = data?.populations.nodes ?? [];
  return {
    places: places.map((one) => ({ value: one.id, label: one.name })),
    populations: populations.map((one) => ({ value: one.id, label: one.name })),
    placeId: placeId ?? places.find((one) => one.isHome)?.id ?? places[0]?.id ?? '',
    populationId:
      series?.populationId ?? populations.find((one) => one.dimension === null)?.id ?? populations[0]?.id ?? '',
  };
}

/** Sets or changes the target of a population at a place. */
export function TargetForm({
  indicator,
  placeId,
  series,
  first,
  onClose,
}: NumberFormProps & { first?: { placeId: string; populationId: string } | undefined }) {
  const { t } = useTranslation('indicators');
  const ground = useGround({ placeId, series });
  const [id] = useState(() => uuid());
  const [chosen, setChosen] = useState<{ placeId?: string; populationId?: string }>(first ?? {});
  const where = { placeId: chosen.placeId ?? ground.placeId, populationId: chosen.populationId ?? ground.populationId };
  const target = indicator.targets.find(
    (one) => one.placeId === where.placeId && one.populationId === where.populationId,
  );
  const shown = useMemo(
    () => ({
      value: shownNumber(target?.value ?? null),
      dueOn: target?.dueOn ?? '',
      baselinePeriodStart: target?.baselinePeriodStart ?? '',
      baselineValue: shownNumber(target?.baselineValue ?? null),
    }),
    [target],
  );
  const draft = useDraft(`target:${indicator.id}:${where.placeId}:${where.populationId}`, shown);
  const setting = useWrite(SetTargetMutation, { label: t('target.title'), touches });
  const editing = useWrite(EditTargetMutation, { label: t('target.title'), touches });
  const errors = target ? editing.fieldErrors : setting.fieldErrors;
  const field = <K extends keyof typeof shown>(key: K) => ({
    label: t(`target.${key}`),
    value: draft.value[key],
    onChange: (value: string) => draft.set({ ...draft.value, [key]: value }),
    error: errors[key],
    readOnly: !draft.ready,
  });
  const numbers = () => ({
    value: typedNumber(draft.value.value) ?? Number.NaN,
    dueOn: draft.value.dueOn,
    baselinePeriodStart: draft.value.baselinePeriodStart || null,
    baselineValue: typedNumber(draft.value.baselineValue),
  });
  const fields = (
    <>
      <ChoiceField
        label={t('field.placeId')}
        value={where.placeId}
        onChange={(value) => setChosen({ ...chosen, placeId: value })}
        options={ground.places}
      />
      <ChoiceField
        label={t('field.populationId')}
        value={where.populationId}
        onChange={(value) => setChosen({ ...chosen, populationId: value })}
        options={ground.populations}
      />
      <TextLine {...field('value')} hint={t('target.unit', { unit: indicator.unit })} required />
      <DateField {...field('dueOn')} required />
      <DateField {...field('baselinePeriodStart')} hint={t('target.baseline_hint')} />
      <TextLine {...field('baselineValue')} hint={t('target.baseline_value_hint')} />
    </>
  );
  const shared = {
    title: t('target.title'),
    save: t('target.save'),
    draft,
    fieldLabel: (key: string) => t(`target.${key as keyof typeof shown}`),
    onClose,
  };
  return target ? (
    <FormDialog
      {...shared}
      write={editing}
      versioned
      input={() => ({ id: target.id, version: target.version, ...numbers() })}
    >
      {fields}
    </FormDialog>
  ) : (
    <FormDialog {...shared} write={setting} input={() => ({ id, indicatorId: indicator.id, ...where, ...numbers() })}>
      {fields}
    </FormDialog>
  );
}

const nothing = {
  periodStart: '',
  status: 'reported' as ObservationStatus,
  value: '',
  numerator: '',
  denominator: '',
  reason: '',
};

/** Enters one value, or corrects the one that stands in the period chosen. */
export function ValueForm({ indicator, placeId, series, onClose }: NumberFormProps) {
  const { t } = useTranslation(['indicators', 'words']);
  const ground = useGround({ placeId, series });
  const [chosen, setChosen] = useState<{ placeId?: string; populationId?: string }>({});
  const where = { placeId: chosen.placeId ?? ground.placeId, populationId: chosen.populationId ?? ground.populationId };
  const draft = useDraft(`value:${indicator.id}`, nothing);
  const entering = useWrite(EnterObservationMutation, { label: t('value.title'), touches });
  const correcting = useWrite(CorrectObservationMutation, { label: t('value.title'), touches });
  const open = series && where.placeId === series.placeId && where.populationId === series.populationId;
  const cell = open ? cellOn(series, draft.value.periodStart, indicator.cadence) : undefined;
  const errors = cell ? correcting.fieldErrors : entering.fieldErrors;
  const field = <K extends keyof typeof nothing>(key: K) => ({
    label: t(`value.${key}`),
    value: draft.value[key],
    onChange: (value: string) => draft.set({ ...draft.value, [key]: value }),
    error: errors[key],
    readOnly: !draft.ready,
  });
  const input = () => ({
    indicatorId: indicator.id,
    ...where,
    periodStart: draft.value.periodStart,
    status: draft.value.status,
    value: typedNumber(draft.value.value),
    numerator: typedNumber(draft.value.numerator),
    denominator: typedNumber(draft.value.denominator),
  });
  const fields = (
    <>
      <ChoiceField
        label={t('field.placeId')}
        value={where.placeId}
        onChange={(value) => setChosen({ ...chosen, placeId: value })}
        options={ground.places}
      />
      <ChoiceField
        label={t('field.populationId')}
        value={where.populationId}
        onChange={(value) => setChosen({ ...chosen, populationId: value })}
        options={ground.populations}
      />
      <DateField {...field('periodStart')} hint={t('value.period_hint')} required />
      {cell ? <output>{t('value.there_is', { period: cell.label })}</output> : null}
      <ChoiceField
        {...field('status')}
        options={entered.map((word) => ({ value: word, label: t(`words:observation_status.${word}`) }))}
      />
      <TextLine {...field('numerator')} hint={t('value.counts_hint')} />
      <TextLine {...field('denominator')} />
      <TextLine {...field('value')} hint={t('value.value_hint', { unit: indicator.unit })} />
      {cell ? <TextArea {...field('reason')} hint={t('value.reason_hint')} required /> : null}
    </>
  );
  const shared = {
    title: t('value.title'),
    save: t(cell ? 'value.correct' : 'value.save'),
    draft,
    fieldLabel: (key: string) => t(`value.${key as keyof typeof nothing}`),
    onClose,
  };
  return cell ? (
    <FormDialog
      {...shared}
      write={correcting}
      input={() => ({ ...input(), version: cell.version, reason: draft.value.reason })}
    >
      {fields}
    </FormDialog>
  ) : (
    <FormDialog {...shared} write={entering} input={input}>
      {fields}
    </FormDialog>
  );
}

/** The observation whose period contains a day; periods that nobody reported (version 0) have none. */
function cellOn({ cells }: Evidence, day: string, cadence: Cadence): Cell | undefined {
  if (!isDay(day)) return undefined;
  const { start } = periodContaining(day, cadence);
  return cells.find((cell) => cell.start === start && cell.version > 0);
}

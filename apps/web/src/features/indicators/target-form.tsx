import { PopulationChoice } from '../../shared/populations/population-field.tsx';
import { PlaceChoice } from '../../shared/places/place-field.tsx';
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { DayField, NumberField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { shownNumber, typedNumber } from '../../shared/form/number-of.ts';
import { type Form, useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import type { Evidence } from '../../shared/series/evidence.ts';
import { GroundChoices, type IndicatorDetail } from './operations.ts';

const TargetsOfIndicator = graphql(`
  fragment TargetsOfIndicator on Indicator {
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
`);
const SetTargetMutation = graphql(
  `
    mutation SetTarget($input: SetTargetInput!) {
      setTarget(input: $input) {
        ...TargetsOfIndicator
      }
    }
  `,
  [TargetsOfIndicator],
);
const EditTargetMutation = graphql(
  `
    mutation EditTarget($input: EditTargetInput!) {
      editTarget(input: $input) {
        ...TargetsOfIndicator
      }
    }
  `,
  [TargetsOfIndicator],
);
const placeKinds = ['place', 'population'];
const touches = ['indicator', 'target'];

interface NumberFormProps {
  indicator: IndicatorDetail;
  /** The place that is open on the page. */
  placeId: string | undefined;
  /** The series that is open on the page, if it has data. */
  series: Evidence | undefined;
  onClose(): void;
}

interface Ground {
  placeId: string;
  populationId: string;
}

/** Place and population to choose from, the open ones first chosen. */
function useGround({ placeId, series }: Pick<NumberFormProps, 'placeId' | 'series'>, first: Partial<Ground> = {}) {
  const { t } = useTranslation('indicators');
  const screen = useScreen(GroundChoices, {}, placeKinds);
  const { data } = screen;
  const [chosen, setChosen] = useState(first);
  const populations = data?.populations.nodes ?? [];
  const [home] = data?.places.nodes ?? [];
  const everybody = populations.find((one) => one.dimension === null) ?? populations[0];
  const where: Ground = {
    placeId: chosen.placeId ?? placeId ?? home?.id ?? '',
    populationId: chosen.populationId ?? series?.populationId ?? everybody?.id ?? '',
  };
  const choices = (
    <>
      <PlaceChoice
        label={t('field.placeId')}
        value={where.placeId}
        onChange={(value) => setChosen({ ...chosen, placeId: value })}
      />
      <PopulationChoice
        label={t('field.populationId')}
        value={where.populationId}
        onChange={(value) => setChosen({ ...chosen, populationId: value })}
      />
    </>
  );
  return { screen, where, choices };
}

interface Target {
  value: number | null;
  dueOn: string | null;
  baselinePeriodStart: string | null;
  baselineValue: number | null;
}

const nobodysTarget: Target = { value: null, dueOn: null, baselinePeriodStart: null, baselineValue: null };

/** A target as its form holds it: numbers as they are typed. */
const targetWords = (target: Target) => ({
  value: shownNumber(target.value),
  dueOn: target.dueOn,
  baselinePeriodStart: target.baselinePeriodStart,
  baselineValue: shownNumber(target.baselineValue),
});
type TargetWords = ReturnType<typeof targetWords>;

/** The fields themselves hold back a target without its number or its day. */
const targetInput = (words: TargetWords) => ({
  value: typedNumber(words.value) ?? 0,
  dueOn: words.dueOn ?? '',
  baselinePeriodStart: words.baselinePeriodStart,
  baselineValue: typedNumber(words.baselineValue),
});

/** Sets or changes the target of a population at a place; what can be typed waits until it is known which. */
export function TargetForm(props: NumberFormProps & { first?: Ground | undefined }) {
  const { t } = useTranslation('indicators');
  const ground = useGround(props, props.first);
  if (ground.screen.data) return <KnownTargetForm {...props} {...ground} />;
  return (
    <Dialog title={t('target.title')} onClose={props.onClose}>
      <Screen state={ground.screen}>{() => null}</Screen>
    </Dialog>
  );
}

type KnownTargetProps = Pick<NumberFormProps, 'indicator' | 'onClose'> & { where: Ground; choices: ReactNode };

function KnownTargetForm({ indicator, where, choices, onClose }: KnownTargetProps) {
  const { t } = useTranslation('indicators');
  const format = useFormat();
  const target = indicator.targets.find(
    (one) => one.placeId === where.placeId && one.populationId === where.populationId,
  );
  const setting = useForm({
    key: `target:${indicator.id}:${where.placeId}:${where.populationId}`,
    document: SetTargetMutation,
    label: t('target.title'),
    touches,
    blank: targetWords(nobodysTarget),
    input: (words) => ({ indicatorId: indicator.id, ...where, ...targetInput(words) }),
  });
  const editing = useForm({
    key: `target-edit:${target?.id ?? ''}`,
    document: EditTargetMutation,
    label: t('target.title'),
    touches,
    row: target ?? { id: '', version: 0, ...nobodysTarget },
    read: targetWords,
    input: targetInput,
  });
  // Somebody set one while this person typed: their words stay, and go in its place only when they say so.
  const isOvertaken = target !== undefined && setting.dirty;
  const form: Form<TargetWords> = target && !isOvertaken ? editing : setting;
  const replace = () => {
    editing.set(setting.value);
    setting.discard();
  };
  return (
    <FormDialog form={form} title={t('target.title')} save={t('target.save')} onClose={onClose}>
      {choices}
      {isOvertaken && target ? (
        <div>
          <output>
            {t('target.overtaken', { value: format.number(target.value ?? 0), day: format.day(target.dueOn ?? '') })}
          </output>{' '}
          <Button variant="default" onClick={replace}>
            {t('target.replace')}
          </Button>
        </div>
      ) : null}
      <NumberField
        form={form}
        name="value"
        label={t('target.value')}
        hint={t('target.unit', { unit: indicator.unit })}
        required
      />
      <DayField form={form} name="dueOn" label={t('target.dueOn')} required />
      <DayField
        form={form}
        name="baselinePeriodStart"
        label={t('target.baselinePeriodStart')}
        hint={t('target.baseline_hint')}
      />
      <NumberField
        form={form}
        name="baselineValue"
        label={t('target.baselineValue')}
        hint={t('target.baseline_value_hint')}
      />
    </FormDialog>
  );
}

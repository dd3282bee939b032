import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cycleScales } from '@throughline/domain/vocabulary';
import { DayField, ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { fields, type Form as FormOf, useForm } from '../../shared/form/use-form.ts';
import { useIndicators } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedField } from '../../shared/choices/searched-field.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { cycleKinds, EditCyclePlan, type CycleShown } from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { useOpenForm } from './open-forms.tsx';
import classes from './cycle.module.css';

const texts = [
  'buildsOn',
  'objective',
  'conditions',
  'measureDefinition',
  'measureCollector',
  'measureSchedule',
  'balancingMeasure',
] as const;

const planOf = fields(...texts, 'title', 'scale', 'indicatorId', 'plannedFrom', 'plannedUntil');
type PlanWords = ReturnType<typeof planOf<CycleShown>>;

/** The plan: read as facts, written as a form while it is one or holds text that was not saved. */
export function PlanSection({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const form = useForm({
    key: `cycle-plan:${cycle.id}`,
    document: EditCyclePlan,
    label: t('plan.label'),
    touches: cycleKinds,
    row: cycle,
    read: planOf<CycleShown>,
  });
  useOpenForm(form);
  const mayEdit = cycle.stage === 'plan' && cycle.abilities.includes('canLogCycle');
  const isOpen = (editing && mayEdit) || form.dirty;
  const dates = [cycle.plannedFrom, cycle.plannedUntil].filter((day) => day !== null).map((day) => format.day(day));
  const facts = [
    ...texts.map((field) => [t(`field.${field}`), cycle[field]] as const),
    [t('field.dates'), dates.join(' – ')] as const,
  ];
  return (
    <Section
      title={t('words:cycle_stage.plan')}
      aside={
        mayEdit && !isOpen ? (
          <Button variant="subtle" onClick={() => setEditing(true)}>
            {t('plan.edit')}
          </Button>
        ) : null
      }
    >
      <div id="plan" />
      {isOpen ? (
        <PlanEditor cycle={cycle} form={form} onDone={() => setEditing(false)} />
      ) : (
        <Facts facts={facts} empty={t('plan.empty')} />
      )}
    </Section>
  );
}

interface PlanEditorProps {
  cycle: CycleShown;
  form: FormOf<PlanWords>;
  onDone(): void;
}

function PlanEditor({ cycle, form, onDone }: PlanEditorProps) {
  const { t } = useTranslation(['cycles', 'words']);
  const label = (name: keyof PlanWords) => t(`field.${name}`);
  const field = <Name extends keyof PlanWords>(name: Name) => ({ name, label: label(name) });
  const scales = cycleScales.map((scale) => ({ value: scale, label: t(`words:cycle_scale.${scale}`) }));
  return (
    <Form form={form} label={t('words:cycle_stage.plan')} onKept={onDone}>
      <TextField form={form} {...field('title')} required />
      {cycle.rung > 1 ? <ProseField form={form} {...field('buildsOn')} hint={t('hint.buildsOn')} /> : null}
      <ProseField form={form} {...field('objective')} />
      <SelectField form={form} {...field('scale')} options={scales} none={t('scale_unknown')} />
      <ProseField form={form} {...field('conditions')} hint={t('hint.conditions')} />
      <MeasureChoice networkId={cycle.networkId} form={form} />
      <ProseField form={form} {...field('measureDefinition')} hint={t('hint.measureDefinition')} />
      <TextField form={form} {...field('measureCollector')} />
      <TextField form={form} {...field('measureSchedule')} />
      <TextField form={form} {...field('balancingMeasure')} hint={t('hint.balancingMeasure')} />
      <div className={classes['pair']}>
        <DayField form={form} {...field('plannedFrom')} />
        <DayField form={form} {...field('plannedUntil')} min={form.value.plannedFrom ?? ''} />
      </div>
      <FormButtons form={form} save={t('save')}>
        <Button
          variant="default"
          onClick={() => {
            form.discard();
            onDone();
          }}
        >
          {t('cancel')}
        </Button>
      </FormButtons>
    </Form>
  );
}

function MeasureChoice({ networkId, form }: { networkId: string; form: FormOf<PlanWords> }) {
  const { t } = useTranslation('cycles');
  const searched = useIndicators(form.value.indicatorId, networkId);
  if (!searched.isSearched && !searched.problem && searched.options.length === 0) return null;
  return (
    <SearchedField
      form={form}
      name="indicatorId"
      label={t('field.indicatorId')}
      searched={searched}
      none={t('plan.no_indicator')}
    />
  );
}

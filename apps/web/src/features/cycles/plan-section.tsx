import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cycleScales, type CycleScale } from '@throughline/domain/vocabulary';
import { ChoiceField, DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { cycleKinds, EditCyclePlan, type CycleShown } from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { changedFields } from './changed-fields.ts';
import { WriteState } from './write-state.tsx';
import classes from './cycle.module.css';

const MeasuresOfNetwork = graphql(`
  query MeasuresOfNetwork($networkId: Uuid!) {
    indicators(networkId: $networkId, first: 50) {
      nodes {
        id
        name
      }
    }
  }
`);

const texts = [
  'buildsOn',
  'objective',
  'conditions',
  'measureDefinition',
  'measureCollector',
  'measureSchedule',
  'balancingMeasure',
] as const;

type PlanForm = Record<
  (typeof texts)[number] | 'title' | 'scale' | 'indicatorId' | 'plannedFrom' | 'plannedUntil',
  string
>;

function formOf(cycle: CycleShown): PlanForm {
  return {
    title: cycle.title,
    scale: cycle.scale ?? '',
    buildsOn: cycle.buildsOn,
    objective: cycle.objective,
    conditions: cycle.conditions,
    measureDefinition: cycle.measureDefinition,
    measureCollector: cycle.measureCollector,
    measureSchedule: cycle.measureSchedule,
    balancingMeasure: cycle.balancingMeasure,
    indicatorId: cycle.indicatorId ?? '',
    plannedFrom: cycle.plannedFrom ?? '',
    plannedUntil: cycle.plannedUntil ?? '',
  };
}

/** The plan: read as facts, written as a form while it is one. */
export function PlanSection({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const mayEdit = cycle.stage === 'plan' && cycle.abilities.includes('canLogCycle');
  const dates = [cycle.plannedFrom, cycle.plannedUntil].filter((day) => day !== null).map((day) => format.day(day));
  const facts = [
    ...texts.map((field) => [t(`field.${field}`), cycle[field]] as const),
    [t('field.dates'), dates.join(' – ')] as const,
  ];
  return (
    <Section
      title={t('words:cycle_stage.plan')}
      aside={
        mayEdit && !editing ? (
          <Button variant="subtle" onClick={() => setEditing(true)}>
            {t('plan.edit')}
          </Button>
        ) : null
      }
    >
      <div id="plan" />
      {editing && mayEdit ? (
        <PlanEditor cycle={cycle} onDone={() => setEditing(false)} />
      ) : (
        <Facts facts={facts} empty={t('plan.empty')} />
      )}
    </Section>
  );
}

function PlanEditor({ cycle, onDone }: { cycle: CycleShown; onDone(): void }) {
  const { t } = useTranslation(['cycles', 'words']);
  const draft = useDraft(`cycle-plan:${cycle.id}`, formOf(cycle));
  const write = useWrite(EditCyclePlan, { label: t('plan.label'), touches: cycleKinds });
  const { value } = draft;
  const put = (field: keyof PlanForm) => (text: string) => draft.set({ ...value, [field]: text });
  const field = (name: keyof PlanForm) => ({
    label: t(`field.${name}`),
    value: value[name],
    onChange: put(name),
    error: write.fieldErrors[name],
    readOnly: !draft.ready,
  });
  const done = () => {
    draft.clear();
    onDone();
  };
  const save = async () => {
    const outcome = await write.run(
      { id: cycle.id, version: cycle.version, ...inputOf(value, draft.base) },
      nulled(draft.base),
    );
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') done();
  };
  const scales = cycleScales.map((scale) => ({ value: scale, label: t(`words:cycle_scale.${scale}`) }));
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextLine {...field('title')} />
      {cycle.rung > 1 ? <TextArea {...field('buildsOn')} hint={t('hint.buildsOn')} /> : null}
      <TextArea {...field('objective')} />
      <ChoiceField {...field('scale')} options={[{ value: '', label: t('scale_unknown') }, ...scales]} />
      <TextArea {...field('conditions')} hint={t('hint.conditions')} />
      <MeasureChoice networkId={cycle.networkId} field={field('indicatorId')} />
      <TextArea {...field('measureDefinition')} hint={t('hint.measureDefinition')} />
      <TextLine {...field('measureCollector')} />
      <TextLine {...field('measureSchedule')} />
      <TextLine {...field('balancingMeasure')} hint={t('hint.balancingMeasure')} />
      <div className={classes['pair']}>
        <DateField {...field('plannedFrom')} />
        <DateField {...field('plannedUntil')} min={value.plannedFrom} />
      </div>
      <div className={classes['buttons']}>
        <Button type="submit">{t('save')}</Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <WriteState write={write} onSaved={done} />
    </form>
  );
}

interface MeasureChoiceProps {
  networkId: string;
  field: { label: string; value: string; onChange(value: string): void; error: string | undefined };
}

function MeasureChoice({ networkId, field }: MeasureChoiceProps) {
  const { t } = useTranslation('cycles');
  const [{ data }] = useLiveQuery(MeasuresOfNetwork, { networkId });
  const found = data?.indicators.nodes ?? [];
  if (found.length === 0) return null;
  const options = [
    { value: '', label: t('plan.no_indicator') },
    ...found.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return <ChoiceField {...field} options={options} />;
}

const emptyIsNull = ['scale', 'indicatorId', 'plannedFrom', 'plannedUntil'] as const;

/** The form as the row holds it: what was not chosen is null. */
function nulled(form: PlanForm): Record<string, string | null> {
  const row: Record<string, string | null> = { ...form };
  for (const field of emptyIsNull) row[field] = form[field] || null;
  return row;
}

function inputOf(value: PlanForm, base: PlanForm): Partial<Record<keyof PlanForm, string>> & { scale?: CycleScale } {
  return changedFields(nulled(base), nulled(value));
}

import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { TextField } from '../../shared/form/bound-fields.tsx';
import { Form } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { PopulationChoice } from '../../shared/populations/population-field.tsx';
import { populationKinds } from '../../shared/populations/population-query.ts';
import { ForgetLabel, Labels, MapLabels, type Population } from './population-operations.ts';
import classes from './populations.module.css';

const noLabel = { label: '' };

type Label = ResultOf<typeof Labels>['populationLabels']['nodes'][number];

interface PopulationLabelsProps {
  population: Population;
  manages: boolean;
  onClose(): void;
}

/** How publishers write a population, as it is remembered for every later file; added, pointed elsewhere, forgotten. */
export function PopulationLabels({ population, manages, onClose }: PopulationLabelsProps) {
  const { t } = useTranslation('populations');
  return (
    <Dialog title={t('labels.title', { name: population.name })} onClose={onClose}>
      <div className={classes['labels']}>
        <p className={classes['quiet']}>{t('labels.lead')}</p>
        {manages ? <AddLabel population={population} /> : null}
        <DataList
          query={Labels}
          variables={{ populationId: population.id }}
          kinds={populationKinds}
          label={t('labels.open')}
          page={(data) => data.populationLabels}
          empty={
            <Empty
              sentence={t('labels.empty')}
              example={t('labels.example')}
              way={{ above: manages, ask: 'data_manager' }}
            />
          }
          row={(label) => <LabelRow key={label.id} label={label} manages={manages} />}
        />
      </div>
    </Dialog>
  );
}

function AddLabel({ population }: { population: Population }) {
  const { t } = useTranslation('populations');
  const form = useForm({
    key: `label-add:${population.id}`,
    document: MapLabels,
    label: t('labels.add'),
    touches: populationKinds,
    hasId: false,
    blank: noLabel,
    input: ({ label }) => ({ labels: [{ label, populationId: population.id }] }),
  });
  return (
    <Form form={form} label={t('labels.add')} className={classes['add']}>
      <TextField form={form} name="label" label={t('labels.new')} hint={t('labels.hint')} required />
      <Button type="submit" variant="default" loading={form.state === 'saving'} disabled={!form.ready}>
        {t('labels.add')}
      </Button>
    </Form>
  );
}

function LabelRow({ label, manages }: { label: Label; manages: boolean }) {
  const { t } = useTranslation('populations');
  const [moving, setMoving] = useState(false);
  const forget = useAct({
    document: ForgetLabel,
    label: t('labels.forget'),
    touches: populationKinds,
    row: { id: label.id },
  });
  return (
    <li className={classes['label']}>
      <span>{label.label}</span>
      {manages ? (
        <div className={classes['acts']}>
          <Button
            variant="subtle"
            onClick={() => setMoving(!moving)}
            aria-expanded={moving}
            aria-label={t('labels.move_of', { label: label.label })}
          >
            {t('labels.move')}
          </Button>
          <Button
            variant="subtle"
            loading={forget.state === 'saving'}
            onClick={() => void forget.run({ populationId: label.populationId })}
            aria-label={t('labels.forget_of', { label: label.label })}
          >
            {t('labels.forget')}
          </Button>
        </div>
      ) : null}
      {moving ? <MoveLabel label={label} /> : null}
      <ProblemLine problem={forget.problem} />
    </li>
  );
}

function MoveLabel({ label }: { label: Label }) {
  const { t } = useTranslation('populations');
  const mapping = useAct({ document: MapLabels, label: t('labels.move'), touches: populationKinds, row: {} });
  const move = (populationId: string) => {
    if (populationId !== label.populationId) void mapping.run({ labels: [{ label: label.label, populationId }] });
  };
  return (
    <div className={classes['move']}>
      <PopulationChoice label={t('labels.means')} value={label.populationId} onChange={move} />
      <ProblemLine problem={mapping.problem} />
    </div>
  );
}

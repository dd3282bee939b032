import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../shared/graphql.ts';
import { DataList } from '../../shared/data-list.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Empty } from '../../shared/empty.tsx';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { ProblemLine } from '../../shared/problem.tsx';
import { useWrite } from '../../shared/use-write.ts';
import {
  ForgetLabel,
  Labels,
  MapLabels,
  type Population,
  populationKinds,
  Populations,
} from './population-operations.ts';
import classes from './populations.module.css';

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
          empty={<Empty sentence={t('labels.empty')} example={t('labels.example')} />}
          row={(label) => <LabelRow key={label.id} label={label} manages={manages} />}
        />
      </div>
    </Dialog>
  );
}

function AddLabel({ population }: { population: Population }) {
  const { t } = useTranslation('populations');
  const form = useId();
  const [label, setLabel] = useState('');
  const write = useWrite(MapLabels, { label: t('labels.add'), touches: populationKinds });
  return (
    <form
      id={form}
      noValidate
      className={classes['add']}
      onSubmit={(event) => {
        event.preventDefault();
        const labels = [{ label, populationId: population.id }];
        void write.run({ labels }).then((outcome) => outcome.kind === 'saved' && setLabel(''));
      }}
    >
      <TextLine
        label={t('labels.new')}
        value={label}
        onChange={setLabel}
        error={write.fieldErrors['labels.0.label']}
        hint={t('labels.hint')}
      />
      <Button type="submit" variant="default" loading={write.state === 'saving'}>
        {t('labels.add')}
      </Button>
      <ProblemLine problem={write.problem} />
    </form>
  );
}

function LabelRow({ label, manages }: { label: Label; manages: boolean }) {
  const { t } = useTranslation('populations');
  const [moving, setMoving] = useState(false);
  const forget = useWrite(ForgetLabel, { label: t('labels.forget'), touches: populationKinds });
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
            onClick={() => void forget.run({ id: label.id, populationId: label.populationId })}
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
  const [{ data }] = useLiveQuery(Populations, { first: 200, after: null, retired: false }, populationKinds);
  const write = useWrite(MapLabels, { label: t('labels.move'), touches: populationKinds });
  const move = (populationId: string) => {
    if (populationId !== label.populationId) void write.run({ labels: [{ label: label.label, populationId }] });
  };
  return (
    <div className={classes['move']}>
      <ChoiceField
        label={t('labels.means')}
        value={label.populationId}
        onChange={move}
        options={(data?.populations.nodes ?? [{ id: label.populationId, name: label.populationName }]).map((one) => ({
          value: one.id,
          label: one.name,
        }))}
      />
      <ProblemLine problem={write.problem} />
    </div>
  );
}

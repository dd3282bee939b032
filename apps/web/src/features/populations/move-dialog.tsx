import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { type DimensionAnswer, DimensionField } from '../../shared/populations/dimension-field.tsx';
import { populationKinds } from '../../shared/populations/population-query.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { MovePopulation, type Population } from './population-operations.ts';
import classes from './populations.module.css';

/** Says what a population is a group of, after all. */
export function MovePopulationDialog({ population, onClose }: { population: Population; onClose(): void }) {
  const { t } = useTranslation('populations');
  const { id, version, name, dimension } = population;
  const [answer, setAnswer] = useState<DimensionAnswer>({ dimension, overlapping: false });
  const move = useAct({
    document: MovePopulation,
    label: t('move.title', { name }),
    touches: [...populationKinds, 'indicator'],
    row: { id, version },
  });
  const isSame = answer.dimension === dimension || answer.dimension === '';
  const save = async () => {
    if ((await move.run({ ...answer }))?.kind === 'saved') onClose();
  };
  return (
    <Dialog
      title={t('move.title', { name })}
      onClose={onClose}
      actions={
        <Button loading={move.state === 'saving'} disabled={isSame} onClick={() => void save()}>
          {t('move.save')}
        </Button>
      }
    >
      <div className={classes['labels']}>
        <p className={classes['quiet']}>{t('move.lead')}</p>
        <DimensionField label={t('move.field')} value={answer} onChange={setAnswer} />
        <ProblemLine problem={move.problem} />
      </div>
    </Dialog>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { type Tasks, useRowOf } from '../../shared/frame/use-task.ts';
import { populationKinds } from '../../shared/populations/population-query.ts';
import { EditPopulation, type Population, RestorePopulation, RetirePopulation } from './population-operations.ts';
import classes from './populations.module.css';

/** What is done to a population in a dialog. */
export type PopulationTask = 'edit' | 'labels' | 'move';

interface PopulationRowProps {
  population: Population;
  manages: boolean;
  tasks: Tasks<PopulationTask, Population>;
}

/** One population: its star, its name, and what can be done with it. */
export function PopulationRow({ population, manages, tasks }: PopulationRowProps) {
  const { t } = useTranslation('populations');
  useRowOf(tasks, population);
  const { id, version, name, isKey, retiredAt } = population;
  const options = { touches: populationKinds, row: { id, version } };
  const star = useAct({ document: EditPopulation, label: t('key.mark'), ...options });
  const retire = useAct({ document: RetirePopulation, label: t('retired.do'), ...options });
  const restore = useAct({ document: RestorePopulation, label: t('retired.undo'), ...options });
  return (
    <li className={classes['row']} data-retired={retiredAt !== null}>
      {manages && retiredAt === null ? (
        <button
          type="button"
          className={classes['star']}
          aria-pressed={isKey}
          aria-label={t('key.of', { name })}
          title={t(isKey ? 'key.unmark' : 'key.mark')}
          disabled={star.state === 'saving'}
          onClick={() => void star.run({ isKey: !isKey })}
        >
          <span aria-hidden="true">{isKey ? '★' : '☆'}</span>
        </button>
      ) : (
        <span className={classes['star']} aria-hidden="true">
          {isKey ? '★' : ''}
        </span>
      )}
      <div className={classes['name']}>
        <span>{name}</span>
        <small>
          {[isKey ? t('key.is') : '', retiredAt === null ? '' : t('retired.is')].filter(Boolean).join(' · ')}
        </small>
      </div>
      <div className={classes['acts']}>
        <Button
          variant="subtle"
          onClick={() => tasks.begin('labels', population)}
          aria-label={t('labels.open_of', { name })}
        >
          {t('labels.open')}
        </Button>
        {manages && retiredAt === null ? (
          <>
            <Button
              variant="subtle"
              onClick={() => tasks.begin('edit', population)}
              aria-label={t('edit.open_of', { name })}
            >
              {t('edit.open')}
            </Button>
            {population.crossedDimension === null ? (
              <Button
                variant="subtle"
                onClick={() => tasks.begin('move', population)}
                aria-label={t('move.open_of', { name })}
              >
                {t('move.open')}
              </Button>
            ) : null}
            <Button
              variant="subtle"
              loading={retire.state === 'saving'}
              onClick={() => void retire.run()}
              aria-label={t('retired.do_of', { name })}
            >
              {t('retired.do')}
            </Button>
          </>
        ) : null}
        {manages && retiredAt !== null ? (
          <Button
            variant="subtle"
            loading={restore.state === 'saving'}
            onClick={() => void restore.run()}
            aria-label={t('retired.undo_of', { name })}
          >
            {t('retired.undo')}
          </Button>
        ) : null}
      </div>
      <ProblemLine problem={star.problem ?? retire.problem ?? restore.problem} />
    </li>
  );
}

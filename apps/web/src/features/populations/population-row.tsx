import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../shared/problem.tsx';
import { useWrite } from '../../shared/use-write.ts';
import { EditPopulationForm } from './population-forms.tsx';
import { PopulationLabels } from './population-labels.tsx';
import {
  EditPopulation,
  type Population,
  populationKinds,
  RestorePopulation,
  RetirePopulation,
} from './population-operations.ts';
import classes from './populations.module.css';

/** One population: its star, its name, and what can be done with it. */
export function PopulationRow({ population, manages }: { population: Population; manages: boolean }) {
  const { t } = useTranslation('populations');
  const [open, setOpen] = useState<'edit' | 'labels'>();
  const { id, version, name, isKey, retiredAt } = population;
  const options = { touches: populationKinds };
  const star = useWrite(EditPopulation, { label: t('key.mark'), ...options });
  const retire = useWrite(RetirePopulation, { label: t('retired.do'), ...options });
  const restore = useWrite(RestorePopulation, { label: t('retired.undo'), ...options });
  const close = () => setOpen(undefined);
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
          onClick={() => void star.run({ id, version, isKey: !isKey }, { isKey })}
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
        <Button variant="subtle" onClick={() => setOpen('labels')} aria-label={t('labels.open_of', { name })}>
          {t('labels.open')}
        </Button>
        {manages && retiredAt === null ? (
          <>
            <Button variant="subtle" onClick={() => setOpen('edit')} aria-label={t('edit.open_of', { name })}>
              {t('edit.open')}
            </Button>
            <Button
              variant="subtle"
              loading={retire.state === 'saving'}
              onClick={() => void retire.run({ id, version })}
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
            onClick={() => void restore.run({ id, version })}
            aria-label={t('retired.undo_of', { name })}
          >
            {t('retired.undo')}
          </Button>
        ) : null}
      </div>
      <ProblemLine problem={star.problem ?? retire.problem ?? restore.problem} />
      {open === 'edit' ? <EditPopulationForm population={population} onClose={close} /> : null}
      {open === 'labels' ? <PopulationLabels population={population} manages={manages} onClose={close} /> : null}
    </li>
  );
}

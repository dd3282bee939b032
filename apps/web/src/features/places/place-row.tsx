import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import { type Tasks, useRowOf } from '../../shared/frame/use-task.ts';
import { placeKinds } from '../../shared/places/place-query.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { type Place, RestorePlace, RetirePlace } from './place-operations.ts';
import classes from './places.module.css';

/** What is done to a place in a dialog. */
export type PlaceTask = 'edit' | 'names' | 'merge';

interface PlaceRowProps {
  place: Place;
  manages: boolean;
  tasks: Tasks<PlaceTask, Place>;
  /** Whether it is one of those that are chosen to be put elsewhere together. */
  isChosen: boolean;
  onChoose(isChosen: boolean): void;
}

/** One place: what it is called, what it is and where it lies, and what can be done with it. */
export function PlaceRow({ place, manages, tasks, isChosen, onChoose }: PlaceRowProps) {
  const { t } = useTranslation(['places', 'words']);
  useRowOf(tasks, place);
  // On a phone the acts of a row come with a tap, so that the places themselves are seen.
  const [isOpen, setOpen] = useState(false);
  const canBeChosen = manages && place.retiredAt === null;
  const { id, version, shownName: name, kind, parentName, isHome, retiredAt, mergedIntoName, codes } = place;
  const options = { touches: placeKinds, row: { id, version } };
  const retire = useAct({ document: RetirePlace, label: t('retired.do'), ...options });
  const restore = useAct({ document: RestorePlace, label: t('retired.undo'), ...options });
  const facts = [
    t(`words:place_kind.${kind}`),
    parentName ? t('within', { name: parentName }) : '',
    isHome ? t('home') : '',
    ...codes.slice(0, 3).map(({ code }) => code),
    mergedIntoName ? t('merge.is', { name: mergedIntoName }) : retiredAt ? t('retired.is') : '',
  ];
  return (
    <li className={classes['row']} data-retired={retiredAt !== null}>
      {canBeChosen ? (
        <Checkbox
          size="md"
          aria-label={t('move.choose', { name })}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      ) : (
        <span />
      )}
      <div className={classes['name']}>
        <span>{name}</span>
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </div>
      <Button
        className={classes['more']}
        variant="subtle"
        aria-expanded={isOpen}
        aria-label={t('more_of', { name })}
        onClick={() => setOpen(!isOpen)}
      >
        {t('more')}
      </Button>
      <div className={classes['acts']} data-open={isOpen}>
        <Button variant="subtle" onClick={() => tasks.begin('names', place)} aria-label={t('names.open_of', { name })}>
          {t('names.open')}
        </Button>
        {manages && retiredAt === null ? (
          <>
            <Button
              variant="subtle"
              onClick={() => tasks.begin('edit', place)}
              aria-label={t('edit.open_of', { name })}
            >
              {t('edit.open')}
            </Button>
            <Button
              variant="subtle"
              onClick={() => tasks.begin('merge', place)}
              aria-label={t('merge.open_of', { name })}
            >
              {t('merge.open')}
            </Button>
            <Button
              variant="subtle"
              loading={retire.state === 'saving'}
              onClick={() => void retire.run({})}
              aria-label={t('retired.do_of', { name })}
            >
              {t('retired.do')}
            </Button>
          </>
        ) : null}
        {manages && retiredAt !== null && mergedIntoName === null ? (
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
      <ProblemLine problem={retire.problem ?? restore.problem} />
    </li>
  );
}

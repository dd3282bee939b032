import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { type PlaceKind, placeKinds as allKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useTask } from '../../shared/frame/use-task.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { useDebounced } from '../../shared/lists/use-debounced.ts';
import { placeKinds } from '../../shared/places/place-query.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { AddPlaceForm, EditPlaceForm, MergePlaceForm, MovePlacesForm } from './place-forms.tsx';
import { PlaceNames } from './place-names.tsx';
import { type Place, Places } from './place-operations.ts';
import { PlaceRow, type PlaceTask } from './place-row.tsx';
import { BeingDecided } from './places-cost.tsx';
import classes from './places.module.css';

const isKind = (value: string): value is PlaceKind => (allKinds as readonly string[]).includes(value);

/** Where the partnership measures: its places, what they are, in which other place they lie, and what means them in files. */
export default function PlacesScreen() {
  const { t } = useTranslation(['places', 'words']);
  const manages = useCan()('canManageIndicators');
  const [adding, setAdding] = useState(false);
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState('');
  const [retired, setRetired] = useState(false);
  const tasks = useTask<PlaceTask, Place>();
  const { task, end } = tasks;
  // Chosen places stay chosen while others are searched for.
  const [chosen, setChosen] = useState<ReadonlyMap<string, Place>>(new Map());
  const [moving, setMoving] = useState(false);
  const choose = (place: Place, isChosen: boolean) => {
    const now = new Map(chosen);
    if (isChosen) now.set(place.id, place);
    else now.delete(place.id);
    setChosen(now);
  };
  const searchText = useDebounced(search.trim());
  const isFiltered = searchText !== '' || kind !== '' || retired;
  return (
    <Page title={t('title')} lead={t('lead')}>
      {manages ? (
        <div>
          <Button onClick={() => setAdding(true)}>{t('add.open')}</Button>
        </div>
      ) : null}
      <div className={classes['find']}>
        <TextLine type="search" label={t('search')} hint={t('search_hint')} value={search} onChange={setSearch} />
        <ChoiceField
          label={t('field.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: '', label: t('any_kind') },
            ...allKinds.map((value) => ({ value, label: t(`words:place_kind.${value}`) })),
          ]}
        />
        <Checkbox
          label={t('retired.show')}
          checked={retired}
          size="md"
          onChange={(event) => setRetired(event.currentTarget.checked)}
        />
      </div>
      {manages ? <BeingDecided /> : null}
      {chosen.size > 0 ? (
        <div className={classes['chosen']}>
          <span>{t('move.chosen', { count: chosen.size })}</span>
          <Button onClick={() => setMoving(true)}>{t('move.open')}</Button>
          <Button variant="default" onClick={() => setChosen(new Map())}>
            {t('move.none')}
          </Button>
        </div>
      ) : null}
      <DataList
        query={Places}
        variables={{ search: searchText || null, kind: isKind(kind) ? kind : null, retired }}
        kinds={placeKinds}
        label={t('title')}
        page={(data) => data.places}
        pageSize={50}
        empty={
          isFiltered ? (
            <Empty sentence={t('none_found')} way="none" />
          ) : (
            <Empty sentence={t('empty')} example={t('example')} way={{ above: manages, ask: 'data_manager' }} />
          )
        }
        row={(place) => (
          <PlaceRow
            key={place.id}
            place={place}
            manages={manages}
            tasks={tasks}
            isChosen={chosen.has(place.id)}
            onChoose={(isChosen) => choose(place, isChosen)}
          />
        )}
      />
      {adding ? <AddPlaceForm onClose={() => setAdding(false)} /> : null}
      {moving ? (
        <MovePlacesForm
          places={[...chosen.values()]}
          onClose={() => setMoving(false)}
          onMoved={() => setChosen(new Map())}
        />
      ) : null}
      {task?.what === 'edit' ? <EditPlaceForm key={task.row.id} place={task.row} onClose={end} /> : null}
      {task?.what === 'merge' ? <MergePlaceForm key={task.row.id} place={task.row} onClose={end} /> : null}
      {task?.what === 'names' ? <PlaceNames place={task.row} manages={manages} onClose={end} /> : null}
    </Page>
  );
}

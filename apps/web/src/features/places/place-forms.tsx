import { type CodeSystem, codeSystems, type PlaceKind, placeKinds as allKinds } from '@throughline/domain/vocabulary';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckField, ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { PlaceField } from '../../shared/places/place-field.tsx';
import { placeKinds } from '../../shared/places/place-query.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { AddPlace, EditPlace, MergePlace, MovePlaces, type Place } from './place-operations.ts';
import { PlacesCost, usePlacesCost } from './places-cost.tsx';

const useKinds = () => {
  const { t } = useTranslation('words');
  return allKinds.map((value) => ({ value, label: t(`place_kind.${value}`) }));
};

/** The systems that many use, and that of a publisher of its own. */
export const useSystems = () => {
  const { t } = useTranslation('places');
  const { t: wordOf } = useTranslation('words');
  return [
    ...codeSystems.map((value) => ({ value: value as string, label: wordOf(`code_system.${value}`) })),
    { value: ownSystem, label: t('system.own') },
  ];
};

/** Stands for a system that the person names. */
export const ownSystem = 'own';

/** How a system is called on screen: in the reader's language where it is one of those that many use. */
export const useSystemName = () => {
  const { t } = useTranslation('words');
  const isKnown = (system: string): system is CodeSystem => (codeSystems as readonly string[]).includes(system);
  return (system: string): string => (isKnown(system) ? t(`code_system.${system}`) : system);
};

const blank = {
  name: '',
  kind: 'district' as PlaceKind,
  parentId: null as string | null,
  isHome: false,
  system: 'state_district',
  ownSystem: '',
  code: '',
  labels: '',
};

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

const newPlace = ({ system, ownSystem: own, code, labels, ...place }: typeof blank) => ({
  ...place,
  codes: code.trim() ? [{ system: system === ownSystem ? own : system, code: code.trim() }] : [],
  labels: linesOf(labels),
});

/** Adds a place, with one code and how publishers write it. */
export function AddPlaceForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('places');
  const form = useForm({
    key: 'add-place',
    document: AddPlace,
    label: t('add.title'),
    touches: placeKinds,
    blank,
    input: newPlace,
  });
  const kinds = useKinds();
  const systems = useSystems();
  return (
    <FormDialog form={form} title={t('add.title')} save={t('add.save')} onClose={onClose}>
      <TextField form={form} name="name" label={t('field.name')} hint={t('hint.name')} required />
      <SelectField form={form} name="kind" label={t('field.kind')} options={kinds} />
      <PlaceField form={form} name="parentId" label={t('field.parent')} hint={t('hint.parent')} none={t('no_parent')} />
      <TextField form={form} name="code" label={t('field.code')} hint={t('hint.code')} />
      {form.value.code.trim() ? (
        <SelectField form={form} name="system" label={t('field.system')} options={systems} />
      ) : null}
      {form.value.code.trim() && form.value.system === ownSystem ? (
        <TextField form={form} name="ownSystem" label={t('field.own_system')} required />
      ) : null}
      <ProseField form={form} name="labels" label={t('field.labels')} hint={t('hint.labels')} />
      <CheckField form={form} name="isHome" label={t('field.home')} hint={t('hint.home')} />
    </FormDialog>
  );
}

const placeWords = ({ name, kind, parentId, isHome }: Pick<Place, 'name' | 'kind' | 'parentId' | 'isHome'>) => ({
  name,
  kind,
  parentId,
  isHome,
});

/** Renames a place, and says what it is, in which place it lies, and whether it is the home. */
export function EditPlaceForm({ place, onClose }: { place: Place; onClose(): void }) {
  const { t } = useTranslation('places');
  const form = useForm({
    key: `place:${place.id}`,
    document: EditPlace,
    label: t('edit.title'),
    touches: placeKinds,
    row: place,
    read: placeWords,
  });
  const ids = useMemo(() => [place.id], [place.id]);
  const { parentId } = form.value;
  const { waits, ...shown } = usePlacesCost(ids, parentId, parentId !== place.parentId);
  return (
    <FormDialog form={form} title={t('edit.title')} save={t('edit.save')} onClose={onClose} waits={waits}>
      <TextField form={form} name="name" label={t('field.name')} required />
      <SelectField form={form} name="kind" label={t('field.kind')} options={useKinds()} />
      <PlaceField
        form={form}
        name="parentId"
        label={t('field.parent')}
        hint={t('hint.edit_parent')}
        none={t('no_parent')}
        except={place.id}
      />
      <PlacesCost {...shown} />
      <CheckField form={form} name="isHome" label={t('field.home')} hint={t('hint.home')} />
    </FormDialog>
  );
}

const noParent = { parentId: null as string | null };

/** Puts several places into another one at once. */
export function MovePlacesForm({
  places,
  onClose,
  onMoved,
}: {
  places: readonly Place[];
  onClose(): void;
  onMoved(): void;
}) {
  const { t } = useTranslation('places');
  const { list } = useFormat();
  const form = useForm({
    key: 'places-move',
    document: MovePlaces,
    label: t('move.title', { count: places.length }),
    touches: placeKinds,
    hasId: false,
    blank: noParent,
    input: ({ parentId }) => ({ parentId, places: places.map(({ id: placeId, version }) => ({ placeId, version })) }),
  });
  const ids = useMemo(() => places.map(({ id }) => id), [places]);
  const { parentId } = form.value;
  const isOther = places.some((place) => place.parentId !== parentId);
  const { waits, ...shown } = usePlacesCost(ids, parentId, isOther);
  return (
    <FormDialog
      form={form}
      title={t('move.title', { count: places.length })}
      save={t('move.save')}
      onClose={onClose}
      onKept={onMoved}
      waits={waits || !isOther}
    >
      <p style={{ margin: 0 }}>{list(places.map(({ shownName }) => shownName))}</p>
      <PlaceField
        form={form}
        name="parentId"
        label={t('move.parent')}
        hint={t('hint.edit_parent')}
        none={t('no_parent')}
      />
      <PlacesCost {...shown} />
    </FormDialog>
  );
}

const noMerge = { intoId: null as string | null, reason: '' };

/** Says that a place is another one: numbers, codes and names go there. */
export function MergePlaceForm({ place, onClose }: { place: Place; onClose(): void }) {
  const { t } = useTranslation('places');
  const form = useForm({
    key: `place-merge:${place.id}`,
    document: MergePlace,
    label: t('merge.title', { name: place.shownName }),
    touches: placeKinds,
    row: place,
    blank: noMerge,
    input: ({ intoId, reason }) => ({ intoId: intoId ?? '', reason }),
  });
  return (
    <FormDialog
      form={form}
      title={t('merge.title', { name: place.shownName })}
      save={t('merge.save')}
      onClose={onClose}
    >
      <p>{t('merge.lead')}</p>
      <PlaceField form={form} name="intoId" label={t('merge.into')} required except={place.id} />
      <ProseField form={form} name="reason" label={t('merge.reason')} />
    </FormDialog>
  );
}

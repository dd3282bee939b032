import { useMemo, useState } from 'react';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import {
  AddPopulation,
  type Dimension,
  EditDimension,
  EditPopulation,
  type Population,
  populationKinds,
} from './population-operations.ts';

const blank = {
  kind: 'group' as 'everybody' | 'group' | 'crossing',
  name: '',
  dimension: '',
  group: '',
  crossedDimension: '',
  crossedGroup: '',
  labels: '',
};
type Fields = typeof blank;

/** The lines of a text, each once. */
const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Adds everybody, a group of a dimension that may be new, or a crossing of two. */
export function AddPopulationForm({ dimensions, onClose }: { dimensions: readonly Dimension[]; onClose(): void }) {
  const { t } = useTranslation('populations');
  const [id] = useState(() => uuid());
  const draft = useDraft('add-population', blank);
  const write = useWrite(AddPopulation, { label: t('add.title'), touches: populationKinds });
  const { kind } = draft.value;
  const field = (name: Exclude<keyof Fields, 'kind'>) => ({
    label: t(`field.${name}`),
    value: draft.value[name],
    onChange: (value: string) => draft.set({ ...draft.value, [name]: value }),
    error: write.fieldErrors[name],
    readOnly: !draft.ready,
  });
  const input = () => {
    const { name, dimension, group, crossedDimension, crossedGroup, labels } = draft.value;
    const given = (text: string) => (text.trim() === '' ? null : text);
    const shownName = kind === 'crossing' ? `${group} · ${crossedGroup}` : group;
    return {
      id,
      name: name.trim() || shownName,
      dimension: kind === 'everybody' ? null : given(dimension),
      group: kind === 'everybody' ? null : given(group),
      crossedDimension: kind === 'crossing' ? given(crossedDimension) : null,
      crossedGroup: kind === 'crossing' ? given(crossedGroup) : null,
      labels: linesOf(labels),
    };
  };
  const known = dimensions.map(({ name }) => name).join(', ');
  return (
    <FormDialog
      title={t('add.title')}
      save={t('add.save')}
      write={write}
      draft={draft}
      input={input}
      fieldLabel={(name) => t(`field.${name as keyof Fields}`)}
      onClose={onClose}
    >
      <ChoiceField
        label={t('field.kind')}
        value={kind}
        onChange={(value) => draft.set({ ...draft.value, kind: value as Fields['kind'] })}
        readOnly={!draft.ready}
        options={(['group', 'crossing', 'everybody'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {kind === 'everybody' ? null : (
        <>
          <TextLine
            {...field('dimension')}
            hint={known ? t('hint.dimension_known', { known }) : t('hint.dimension')}
            required
          />
          <TextLine {...field('group')} hint={t('hint.group')} required />
        </>
      )}
      {kind === 'crossing' ? (
        <>
          <TextLine {...field('crossedDimension')} required />
          <TextLine {...field('crossedGroup')} required />
        </>
      ) : null}
      <TextLine {...field('name')} hint={t(kind === 'everybody' ? 'hint.everybody' : 'hint.name')} />
      <TextArea {...field('labels')} hint={t('hint.labels')} />
    </FormDialog>
  );
}

/** Changes the name of a population, of its group, and its place among the others. */
export function EditPopulationForm({ population, onClose }: { population: Population; onClose(): void }) {
  const { t } = useTranslation('populations');
  const { id, version, name, group, crossedDimension, position } = population;
  const shown = useMemo(() => ({ name, group: group ?? '', position: String(position + 1) }), [name, group, position]);
  const draft = useDraft(`population:${id}`, shown);
  const write = useWrite(EditPopulation, { label: t('edit.title'), touches: populationKinds });
  const field = (key: keyof typeof shown) => ({
    label: t(`field.${key}`),
    value: draft.value[key],
    onChange: (value: string) => draft.set({ ...draft.value, [key]: value }),
    error: write.fieldErrors[key],
    readOnly: !draft.ready,
  });
  const hasGroup = group !== null && crossedDimension === null;
  const input = () => {
    const place = placeOf(draft.value.position);
    return {
      id,
      version,
      name: draft.value.name,
      ...(hasGroup && draft.value.group !== group && { group: draft.value.group }),
      ...(place !== position && { position: place }),
    };
  };
  return (
    <FormDialog
      title={t('edit.title')}
      save={t('edit.save')}
      write={write}
      draft={{ ...draft, base: { ...draft.base, position: placeOf(draft.base.position) } }}
      versioned
      input={input}
      fieldLabel={(key) => t(`field.${key as keyof typeof shown}`)}
      onClose={onClose}
    >
      <TextLine {...field('name')} required />
      {hasGroup ? <TextLine {...field('group')} hint={t('hint.edit_group')} required /> : null}
      <TextLine {...field('position')} type="number" hint={t('hint.position')} />
    </FormDialog>
  );
}

/** People count places from 1, the record from 0. */
const placeOf = (typed: string): number => Math.max(0, Math.round(Number(typed) || 1) - 1);

/** Renames or moves a dimension, and says whether its groups exclude each other. */
export function EditDimensionForm({ dimension, onClose }: { dimension: Dimension; onClose(): void }) {
  const { t } = useTranslation('populations');
  const { id, version, name, isExclusive, position } = dimension;
  const shown = useMemo(() => ({ name, isExclusive, position: String(position + 1) }), [name, isExclusive, position]);
  const draft = useDraft(`population-dimension:${id}`, shown);
  const write = useWrite(EditDimension, { label: t('dimension.title'), touches: populationKinds });
  const input = () => {
    const place = placeOf(draft.value.position);
    return {
      id,
      version,
      name: draft.value.name,
      isExclusive: draft.value.isExclusive,
      ...(place !== position && { position: place }),
    };
  };
  return (
    <FormDialog
      title={t('dimension.title')}
      save={t('edit.save')}
      write={write}
      draft={{ ...draft, base: { ...draft.base, position: placeOf(draft.base.position) } }}
      versioned
      input={input}
      fieldLabel={(key) => t(`field.${key as 'name' | 'isExclusive' | 'position'}`)}
      onClose={onClose}
    >
      <TextLine
        label={t('field.dimension')}
        value={draft.value.name}
        onChange={(value) => draft.set({ ...draft.value, name: value })}
        error={write.fieldErrors['name']}
        readOnly={!draft.ready}
        required
      />
      <Checkbox
        size="md"
        label={t('field.isExclusive')}
        description={t('hint.isExclusive')}
        checked={draft.value.isExclusive}
        disabled={!draft.ready}
        onChange={(event) => draft.set({ ...draft.value, isExclusive: event.currentTarget.checked })}
      />
      <TextLine
        label={t('field.position')}
        type="number"
        hint={t('hint.dimension_position')}
        value={draft.value.position}
        onChange={(value) => draft.set({ ...draft.value, position: value })}
        error={write.fieldErrors['position']}
        readOnly={!draft.ready}
      />
    </FormDialog>
  );
}

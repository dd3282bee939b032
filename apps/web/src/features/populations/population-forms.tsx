import { useTranslation } from 'react-i18next';
import { CheckField, NumberField, ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { numberOf } from '../../shared/form/number-of.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { populationKinds } from '../../shared/populations/population-query.ts';
import {
  AddPopulation,
  type Dimension,
  EditDimension,
  EditPopulation,
  type Population,
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

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text);

function newPopulation({ kind, name, dimension, group, crossedDimension, crossedGroup, labels }: Fields) {
  const shownName = kind === 'crossing' ? `${group} · ${crossedGroup}` : group;
  return {
    name: name.trim() || shownName,
    dimension: kind === 'everybody' ? null : textOrNull(dimension),
    group: kind === 'everybody' ? null : textOrNull(group),
    crossedDimension: kind === 'crossing' ? textOrNull(crossedDimension) : null,
    crossedGroup: kind === 'crossing' ? textOrNull(crossedGroup) : null,
    labels: linesOf(labels),
  };
}

/** Adds everybody, a group of a dimension that may be new, or a crossing of two. */
export function AddPopulationForm({ dimensions, onClose }: { dimensions: readonly Dimension[]; onClose(): void }) {
  const { t } = useTranslation('populations');
  const form = useForm({
    key: 'add-population',
    document: AddPopulation,
    label: t('add.title'),
    touches: populationKinds,
    blank,
    input: newPopulation,
  });
  const { kind } = form.value;
  const known = dimensions.map(({ name }) => name).join(', ');
  return (
    <FormDialog form={form} title={t('add.title')} save={t('add.save')} onClose={onClose}>
      <SelectField
        form={form}
        name="kind"
        label={t('field.kind')}
        options={(['group', 'crossing', 'everybody'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {kind === 'everybody' ? null : (
        <>
          <TextField
            form={form}
            name="dimension"
            label={t('field.dimension')}
            hint={known ? t('hint.dimension_known', { known }) : t('hint.dimension')}
            required
          />
          <TextField form={form} name="group" label={t('field.group')} hint={t('hint.group')} required />
        </>
      )}
      {kind === 'crossing' ? (
        <>
          <TextField form={form} name="crossedDimension" label={t('field.crossedDimension')} required />
          <TextField form={form} name="crossedGroup" label={t('field.crossedGroup')} required />
        </>
      ) : null}
      <TextField
        form={form}
        name="name"
        label={t('field.name')}
        hint={t(kind === 'everybody' ? 'hint.everybody' : 'hint.name')}
        required={kind === 'everybody'}
      />
      <ProseField form={form} name="labels" label={t('field.labels')} hint={t('hint.labels')} />
    </FormDialog>
  );
}

/** People count places from 1, the record from 0. */
const placeOf = (typed: string): number => Math.max(0, Math.round(numberOf(typed) ?? 1) - 1);

type PopulationShown = Pick<Population, 'name' | 'group' | 'position'>;

const populationWords = ({ name, group, position }: PopulationShown) => ({
  name,
  group: group ?? '',
  position: String(position + 1),
});
type PopulationWords = ReturnType<typeof populationWords>;

/** What stayed is left out: a group that is renamed renames its crossings, and a place that is set moves the others. */
const populationInput = (value: PopulationWords, base: PopulationWords) => ({
  name: value.name,
  ...(value.group !== base.group && { group: value.group }),
  ...(value.position !== base.position && { position: placeOf(value.position) }),
});

/** Changes the name of a population, of its group, and its place among the others. */
export function EditPopulationForm({ population, onClose }: { population: Population; onClose(): void }) {
  const { t } = useTranslation('populations');
  const form = useForm({
    key: `population:${population.id}`,
    document: EditPopulation,
    label: t('edit.title'),
    touches: populationKinds,
    row: population,
    read: populationWords,
    input: populationInput,
  });
  const hasGroup = population.group !== null && population.crossedDimension === null;
  return (
    <FormDialog form={form} title={t('edit.title')} save={t('edit.save')} onClose={onClose}>
      <TextField form={form} name="name" label={t('field.name')} required />
      {hasGroup ? (
        <TextField form={form} name="group" label={t('field.group')} hint={t('hint.edit_group')} required />
      ) : null}
      <NumberField form={form} name="position" label={t('field.position')} hint={t('hint.position')} required />
    </FormDialog>
  );
}

const dimensionWords = ({ name, isExclusive, position }: Pick<Dimension, 'name' | 'isExclusive' | 'position'>) => ({
  name,
  isExclusive,
  position: String(position + 1),
});
type DimensionWords = ReturnType<typeof dimensionWords>;

const dimensionInput = (value: DimensionWords, base: DimensionWords) => ({
  name: value.name,
  isExclusive: value.isExclusive,
  ...(value.position !== base.position && { position: placeOf(value.position) }),
});

/** Renames or moves a dimension, and says whether its groups exclude each other. */
export function EditDimensionForm({ dimension, onClose }: { dimension: Dimension; onClose(): void }) {
  const { t } = useTranslation('populations');
  const form = useForm({
    key: `population-dimension:${dimension.id}`,
    document: EditDimension,
    label: t('dimension.title'),
    touches: populationKinds,
    row: dimension,
    read: dimensionWords,
    input: dimensionInput,
  });
  return (
    <FormDialog form={form} title={t('dimension.title')} save={t('edit.save')} onClose={onClose}>
      <TextField form={form} name="name" label={t('field.dimension')} required />
      <CheckField form={form} name="isExclusive" label={t('field.isExclusive')} hint={t('hint.isExclusive')} />
      <NumberField
        form={form}
        name="position"
        label={t('field.position')}
        hint={t('hint.dimension_position')}
        required
      />
    </FormDialog>
  );
}

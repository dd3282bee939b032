import { useState } from 'react';
import { groupFamilies } from '@throughline/domain/group-families';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../form/fields.tsx';
import { useLiveQuery } from '../live/live.ts';
import { Dimensions, populationKinds } from './population-query.ts';

/** What a group is a group of: a dimension, which may be of groups that overlap; or null, where it is everybody. */
export interface DimensionAnswer {
  dimension: string | null;
  overlapping: boolean;
}

interface DimensionFieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Undefined while nobody has said it. */
  value: DimensionAnswer | undefined;
  onChange(answer: DimensionAnswer): void;
  /** Further dimensions to choose from. */
  offered?: readonly string[];
}

const families = groupFamilies.filter((family) => family !== 'everybody');
const nameOf = (family: string): string => family.replaceAll('_', ' ');

/** What a group is a group of: a dimension that is there or a usual one, a name of its own, everybody, or no breakdown. */
export function DimensionField({ label, hint, error, value, onChange, offered = [] }: DimensionFieldProps) {
  const { t } = useTranslation('shared');
  const [{ data }] = useLiveQuery(Dimensions, {}, populationKinds);
  const [isNaming, setIsNaming] = useState(false);
  const known = data?.populationDimensions.nodes.map(({ name }) => name) ?? [];
  const chosen = value?.dimension;
  const other = t('dimension.other');
  const names = [...new Set([...known, ...offered, ...(chosen && !isNaming ? [chosen] : [])])].filter(
    (name) => name !== other,
  );
  const usual = families.filter((family) => !names.includes(nameOf(family)));
  const shownName = chosen == null ? 'everybody' : chosen === other ? 'overlaps' : `of:${chosen}`;
  const shown = isNaming ? 'own' : value === undefined ? '' : shownName;
  const choose = (choice: string) => {
    setIsNaming(choice === 'own');
    if (choice.startsWith('of:')) onChange({ dimension: choice.slice(3), overlapping: false });
    else if (choice === 'everybody') onChange({ dimension: null, overlapping: false });
    else if (choice === 'overlaps') onChange({ dimension: other, overlapping: true });
  };
  return (
    <>
      <ChoiceField
        label={label}
        {...(hint !== undefined && { hint })}
        {...(!isNaming && { error })}
        value={shown}
        onChange={choose}
        options={[
          ...(shown === '' ? [{ value: '', label: t('dimension.choose') }] : []),
          ...names.map((name) => ({ value: `of:${name}`, label: name })),
          ...usual.map((family) => ({ value: `of:${nameOf(family)}`, label: t(`dimension.usual.${family}`) })),
          { value: 'own', label: t('dimension.own') },
          { value: 'everybody', label: t('dimension.everybody') },
          { value: 'overlaps', label: t('dimension.overlaps') },
        ]}
      />
      {isNaming ? (
        <TextLine
          label={t('dimension.own_name')}
          hint={t('dimension.own_hint')}
          error={error}
          value={known.includes(chosen ?? '') ? '' : (chosen ?? '')}
          onChange={(name) => onChange({ dimension: name, overlapping: false })}
        />
      ) : null}
    </>
  );
}

import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../shared/form/use-form.ts';
import { PlaceChoice } from '../../shared/places/place-field.tsx';
import { usePlaces } from '../../shared/places/use-places.ts';
import classes from './data-requests.module.css';

interface PlacesFieldProps<V extends { placeIds: readonly string[] }> {
  form: Form<V>;
  label: string;
  /** Names that are known before any is searched for. */
  names: readonly { id: string; name: string }[];
}

/** Several places, in the order in which they were chosen; among many one searches. */
export function PlacesField<V extends { placeIds: readonly string[] }>({ form, label, names }: PlacesFieldProps<V>) {
  const { t } = useTranslation('data-requests');
  const { register } = form;
  useEffect(() =>
    register('placeIds', {
      label,
      check: (value) => ((value as readonly string[]).length === 0 ? t('place.needed') : undefined),
    }),
  );
  const chosen = form.value.placeIds;
  const set = (placeIds: readonly string[]) => form.set({ placeIds } as unknown as Partial<V>);
  const error = form.errors['placeIds'];
  return (
    <fieldset className={classes['places']} aria-invalid={error ? true : undefined}>
      <legend>{label}</legend>
      <ul>
        {chosen.map((id) => (
          <ChosenPlace
            key={id}
            id={id}
            name={names.find((one) => one.id === id)?.name}
            onRemove={() => set(chosen.filter((one) => one !== id))}
          />
        ))}
      </ul>
      <PlaceChoice
        label={t('place.add')}
        value=""
        more={[{ value: '', label: t('choose') }]}
        onChange={(id) => {
          if (id && !chosen.includes(id)) set([...chosen, id]);
        }}
      />
      {error ? (
        <p role="alert" className={classes['wrong']}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function ChosenPlace({ id, name, onRemove }: { id: string; name: string | undefined; onRemove(): void }) {
  const { t } = useTranslation('data-requests');
  const { options } = usePlaces(id);
  const shown = name ?? options.find(({ value }) => value === id)?.label ?? '';
  return (
    <li>
      <span>{shown}</span>
      <Button variant="subtle" onClick={onRemove} aria-label={t('place.remove_of', { name: shown })}>
        {t('place.remove')}
      </Button>
    </li>
  );
}

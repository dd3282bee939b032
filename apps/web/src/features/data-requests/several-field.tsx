import { type ComponentType, useEffect } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NamedProps } from '../../shared/choices/searched-choice.tsx';
import type { SearchedChoiceProps } from '../../shared/choices/searched-field.tsx';
import type { Form } from '../../shared/form/use-form.ts';
import classes from './data-requests.module.css';

/** The fields of a form that hold several ids. */
type ListIn<V> = { [K in keyof V]-?: V[K] extends readonly string[] ? K : never }[keyof V] & string;

interface SeveralFieldProps<V> {
  form: Form<V>;
  name: ListIn<V>;
  label: string;
  /** Those whose names are known before any is searched for. */
  known: readonly { id: string; name: string }[];
  /** What can be chosen, searched as one types, and what was chosen by its name. */
  Choice: ComponentType<SearchedChoiceProps>;
  Named: ComponentType<NamedProps>;
  words: { add: string; needed: string };
}

/** Several rows of one kind, in the order in which they were chosen; among many one searches. */
export function SeveralField<V>({ form, name, label, known, Choice, Named, words }: SeveralFieldProps<V>) {
  const { t } = useTranslation('data-requests');
  const { register } = form;
  useEffect(() =>
    register(name, {
      label,
      check: (value) => ((value as readonly string[]).length === 0 ? words.needed : undefined),
    }),
  );
  const chosen = form.value[name] as readonly string[];
  const set = (ids: readonly string[]) => form.set({ [name]: ids } as unknown as Partial<V>);
  const error = form.errors[name];
  return (
    <fieldset className={classes['places']} aria-invalid={error ? true : undefined}>
      <legend>{label}</legend>
      <ul>
        {chosen.map((id) => (
          <li key={id}>
            <Named id={id}>
              {(found) => {
                const shown = known.find((one) => one.id === id)?.name ?? found;
                return (
                  <>
                    <span>{shown}</span>
                    <Button
                      variant="subtle"
                      onClick={() => set(chosen.filter((one) => one !== id))}
                      aria-label={t('place.remove_of', { name: shown })}
                    >
                      {t('place.remove')}
                    </Button>
                  </>
                );
              }}
            </Named>
          </li>
        ))}
      </ul>
      <Choice
        label={words.add}
        value=""
        more={[{ value: '', label: t('choose') }]}
        except={chosen}
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

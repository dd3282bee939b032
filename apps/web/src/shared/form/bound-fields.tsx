import { useEffect } from 'react';
import { Checkbox, Radio } from '@mantine/core';
import { isWritten } from '@throughline/domain/lifecycle';
import { useTranslation } from 'react-i18next';
import { ChoiceField, DateField, TextArea, TextLine } from './fields.tsx';
import { numberOf } from './number-of.ts';
import type { FieldEntry } from './field-entries.ts';
import type { Form } from './use-form.ts';
import classes from './form.module.css';

/** The fields of a form that hold a value of some type. */
type NameOf<V, T> = { [K in keyof V]-?: V[K] extends T ? K : never }[keyof V] & string;

interface BoundProps<V, T> {
  form: Form<V>;
  /** The field of the form; errors, conflicts and the draft find it by this name. */
  name: NameOf<V, T>;
  label: string;
  /** What belongs in it, one line. */
  hint?: string | undefined;
  /** True when it must not be left empty. */
  required?: boolean;
}

/** Binds a field to its form: its value, its error, and the words with which the form names it elsewhere. */
function useBound<V, T>(
  { form, name, label, required = false }: Omit<BoundProps<V, T>, 'hint'>,
  {
    options,
    check,
    isOneLine = false,
  }: { options?: readonly Option[]; check?: FieldEntry['check']; isOneLine?: boolean } = {},
) {
  const { t } = useTranslation('shared');
  const { register } = form;
  useEffect(() => {
    const whatIsWrong = (value: unknown): string | undefined => {
      const isEmpty = value === null || value === undefined || (typeof value === 'string' && !isWritten(value));
      if (isEmpty) return required ? t('form.needed') : undefined;
      return check?.(value);
    };
    const words = options && Object.fromEntries(options.map((option) => [option.value, option.label]));
    return register(name, {
      label,
      check: whatIsWrong,
      ...(words && { options: words }),
      ...(isOneLine && { isOneLine }),
    });
  });
  return {
    value: form.value[name] as T,
    onChange: (value: T) => form.set({ [name]: value } as unknown as Partial<V>),
    name,
    label,
    required,
    error: form.errors[name],
    readOnly: !form.ready,
  };
}

type TextFieldProps<V> = BoundProps<V, string> & { type?: 'text' | 'email' | 'url'; autoComplete?: string };

/** One line of text. */
export function TextField<V>({ type, autoComplete, hint, ...props }: TextFieldProps<V>) {
  const bound = useBound<V, string>(props, { isOneLine: true });
  return (
    <TextLine
      {...bound}
      {...(hint !== undefined && { hint })}
      {...(type && { type })}
      {...(autoComplete && { autoComplete })}
    />
  );
}

/** Running text that grows with what is typed. */
export function ProseField<V>({ rows, hint, ...props }: BoundProps<V, string> & { rows?: number }) {
  const bound = useBound<V, string>(props);
  return <TextArea {...bound} {...(hint !== undefined && { hint })} {...(rows && { rows })} />;
}

/** A number as it is typed, with the person's own decimal mark; `numberOf` parses it. */
export function NumberField<V>({
  hint,
  isCount = false,
  isWhole = false,
  ...props
}: BoundProps<V, string> & { isCount?: boolean; isWhole?: boolean }) {
  const { t } = useTranslation('shared');
  const bound = useBound<V, string>(props, {
    check: (value) => {
      const number = numberOf(String(value), isCount);
      if (number === undefined) return t('form.no_number');
      return isWhole && !Number.isInteger(number) ? t('form.not_whole') : undefined;
    },
  });
  return <TextLine {...bound} inputMode="decimal" {...(hint !== undefined && { hint })} />;
}

export interface Option<T extends string = string> {
  value: T;
  label: string;
}

type SelectFieldProps<V, T extends string> = BoundProps<V, T | null> & {
  options: readonly Option[];
  /** The words for no choice at all; the field is then null. */
  none?: string;
  /** Other fields that change with the choice. */
  also?(value: string): Partial<V>;
};

/** One of a few choices; phones show their own picker. */
export function SelectField<V, T extends string = string>({
  options,
  none,
  also,
  hint,
  ...props
}: SelectFieldProps<V, T>) {
  const all = none === undefined ? options : [{ value: '', label: none }, ...options];
  const bound = useBound<V, string | null>(props as unknown as BoundProps<V, string | null>, { options: all });
  return (
    <ChoiceField
      {...bound}
      value={bound.value ?? ''}
      options={all}
      onChange={(value) => {
        bound.onChange(value || (none === undefined ? value : null));
        if (also) props.form.set(also(value));
      }}
      {...(hint !== undefined && { hint })}
    />
  );
}

/** A day, `2026-03-14`, or null; devices show their own calendar. */
export function DayField<V>({
  min,
  max,
  hint,
  ...props
}: BoundProps<V, string | null> & { min?: string; max?: string }) {
  const bound = useBound<V, string | null>(props);
  return (
    <DateField
      {...bound}
      value={bound.value ?? ''}
      onChange={(value) => bound.onChange(value || null)}
      {...(hint !== undefined && { hint })}
      {...(min && { min })}
      {...(max && { max })}
    />
  );
}

/** Yes or no. */
export function CheckField<V>({ hint, ...props }: BoundProps<V, boolean>) {
  const { t } = useTranslation('shared');
  const { value, onChange, name, label, error, readOnly } = useBound<V, boolean>(props, {
    options: [
      { value: 'true', label: t('form.yes') },
      { value: 'false', label: t('form.no') },
    ],
  });
  return (
    <Checkbox
      size="md"
      name={name}
      label={label}
      description={hint}
      error={error}
      checked={value}
      // A checkbox has no read-only state, and nobody must choose what cannot be kept yet.
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

interface RadioOption extends Option {
  /** What the choice will do. */
  description?: string;
}

type RadioFieldProps<V> = Omit<BoundProps<V, string | null>, 'hint'> & { options: readonly RadioOption[] };

/** One of a few choices, all of them in view; nothing is chosen beforehand. */
export function RadioField<V>({ options, ...props }: RadioFieldProps<V>) {
  const { value, onChange, name, label, error, readOnly } = useBound<V, string | null>(props, { options });
  return (
    <Radio.Group
      label={label}
      value={value ?? ''}
      onChange={onChange}
      error={error}
      aria-invalid={error ? true : undefined}
    >
      <div className={classes['radios']}>
        {options.map((option) => (
          <Radio
            key={option.value}
            size="md"
            name={name}
            value={option.value}
            label={option.label}
            description={option.description}
            disabled={readOnly}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

/** Any number of a few choices. */
export function ChecksField<V>({
  options,
  ...props
}: BoundProps<V, readonly string[]> & { options: readonly Option[] }) {
  const { value, onChange, name, label, error, readOnly } = useBound<V, readonly string[]>(props, { options });
  return (
    <fieldset className={classes['checks']}>
      <legend>{label}</legend>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          name={name}
          value={option.value}
          label={option.label}
          checked={value.includes(option.value)}
          disabled={readOnly}
          aria-invalid={error ? true : undefined}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? [...value, option.value]
                : value.filter((chosen) => chosen !== option.value),
            )
          }
        />
      ))}
      {error ? (
        <p role="alert" className={classes['problem']}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

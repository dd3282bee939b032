import { useState } from 'react';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface FieldProps {
  label: string;
  /** The field of the form that it is bound to. */
  name?: string;
  /** What belongs in it, one line. */
  hint?: string;
  /** What is wrong with it and what to do; comes from `write.fieldErrors[path]`. */
  error?: string | undefined;
  value: string;
  onChange(value: string): void;
  required?: boolean;
  disabled?: boolean;
  /** True while a stored draft is still being read. */
  readOnly?: boolean;
}

const common = ({ label, name, hint, error, value, required, disabled }: FieldProps) => ({
  label,
  name,
  description: hint,
  error,
  value,
  required: required ?? false,
  disabled: disabled ?? false,
  size: 'md' as const,
});

interface TextLineProps extends FieldProps {
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'number';
  autoComplete?: string;
  autoFocus?: boolean;
  /** Which keys a phone offers. */
  inputMode?: 'decimal' | 'numeric';
  /** What Enter does, instead of sending the form. */
  onEnter?(): void;
}

/** One line of text. */
export function TextLine({ type = 'text', autoComplete, autoFocus, inputMode, onEnter, ...field }: TextLineProps) {
  return (
    <TextInput
      {...common(field)}
      type={type}
      autoComplete={autoComplete}
      inputMode={inputMode}
      data-autofocus={autoFocus}
      readOnly={field.readOnly ?? false}
      onChange={(event) => field.onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (!onEnter || event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}

/** Running text that grows with what is typed. */
export function TextArea({ rows = 2, ...field }: FieldProps & { rows?: number }) {
  return (
    <Textarea
      {...common(field)}
      autosize
      minRows={rows}
      maxRows={16}
      readOnly={field.readOnly ?? false}
      onChange={(event) => field.onChange(event.currentTarget.value)}
    />
  );
}

/** One of a few choices; phones show their own picker. */
export function ChoiceField({
  options,
  ...field
}: FieldProps & { options: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation('shared');
  // Without an option of its own, the browser would show the first one as if it were chosen.
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({});
  const chosen = options.find(({ value }) => value === field.value);
  if (chosen && labels[chosen.value] !== chosen.label) setLabels({ ...labels, [chosen.value]: chosen.label });
  const before = labels[field.value];
  const gone = { value: field.value, label: before === undefined ? '—' : t('form.no_longer', { choice: before }) };
  return (
    <NativeSelect
      {...common(field)}
      // A select has no read-only state, and nobody must choose what cannot be kept yet.
      disabled={field.readOnly ?? false}
      data={chosen ? [...options] : [gone, ...options]}
      onChange={(event) => field.onChange(event.currentTarget.value)}
    />
  );
}

/** A day, `2026-03-14`; devices show their own calendar. */
export function DateField({ min, max, ...field }: FieldProps & { min?: string; max?: string }) {
  return (
    <TextInput
      {...common(field)}
      type="date"
      readOnly={field.readOnly ?? false}
      min={min}
      max={max}
      onChange={(event) => field.onChange(event.currentTarget.value)}
    />
  );
}

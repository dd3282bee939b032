import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConflictDialog } from './conflict-dialog.tsx';
import { Dialog } from '../frame/dialog.tsx';
import { useFormat } from '../session/partnership.tsx';
import { ProblemLine } from '../states/problem.tsx';
import { SaveChip } from '../states/save-state.tsx';
import { writtenValue } from '../device/field-words.ts';
import type { Instead } from './use-send.ts';
import type { Form as FormOf } from './use-form.ts';
import { isKept, type Outcome } from './use-saving.ts';
import classes from './form.module.css';

interface FormProps<V, Data> {
  form: FormOf<V, Data>;
  /** The form's accessible name, where no heading names it. */
  label?: string;
  id?: string;
  /** Another mutation that takes the same words. */
  instead?: Instead | undefined;
  /** Called once everything typed is saved or waiting. */
  onKept?(outcome: Outcome<Data>): void;
  children: ReactNode;
  className?: string | undefined;
}

/**
 * A form in the page: its fields, what went wrong, drafts of other tabs and the question where two people wrote the
 * same field. It brings no button; `FormButtons` does.
 */
export function Form<V, Data>({ form, label, id, instead, onKept, children, className }: FormProps<V, Data>) {
  const element = useRef<HTMLFormElement>(null);
  const { failures } = form;
  useEffect(() => {
    if (failures > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failures]);
  const end = (outcome: Outcome<Data>) => {
    if (isKept(outcome)) onKept?.(outcome);
  };
  return (
    <>
      <form
        ref={element}
        id={id}
        noValidate
        aria-label={label}
        className={className ?? classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          // To React, a dialog's form is inside the page's form, though not to the browser.
          event.stopPropagation();
          void form.save(instead).then(end);
        }}
      >
        <Drafts form={form} />
        {children}
        <ProblemLine problem={form.problem} />
        {form.unplaced.map((message) => (
          <p key={message} role="alert" className={classes['problem']}>
            {message}
          </p>
        ))}
      </form>
      <ConflictDialog
        conflict={form.question}
        fieldLabel={(field) => form.entry(field)?.label ?? field}
        isOneLine={(field) => form.entry(field)?.isOneLine ?? false}
        show={(field, value) => form.entry(field)?.show?.(value) ?? writtenValue(form.entry(field), value)}
        onDismiss={() => form.putAside()}
        onResolve={(chosen) => void form.choose(chosen as Partial<V>).then(end)}
      />
    </>
  );
}

/** Says where the text comes from when it was not typed just now, and which drafts other tabs hold. */
function Drafts<V>({ form }: { form: FormOf<V> }) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  const moment = (at: number) => format.moment(new Date(at).toISOString());
  const [other] = form.others;
  return (
    <>
      {form.restoredAt === undefined ? null : (
        <p className={classes['note']}>
          {t('form.restored', { at: moment(form.restoredAt) })}
          <button type="button" onClick={() => form.discard()}>
            {t('form.discard')}
          </button>
        </p>
      )}
      {other ? (
        <p className={classes['note']}>
          {t('form.other', { at: moment(other.at) })}
          <button type="button" onClick={() => form.takeUp(other)}>
            {t('form.take_up')}
          </button>
          <button type="button" onClick={() => form.drop(other)}>
            {t('form.drop')}
          </button>
        </p>
      ) : null}
    </>
  );
}

interface FormButtonsProps<V> {
  form: FormOf<V>;
  /** What the main button does. */
  save: string;
  /** Other buttons of the form, before its state. */
  children?: ReactNode;
  variant?: 'filled' | 'default';
  /** What saving would do is not known yet: the button waits for it. */
  waits?: boolean;
}

/** The button that saves a form in the page, and the form's save state. */
export function FormButtons<V>({ form, save, children, variant = 'filled', waits = false }: FormButtonsProps<V>) {
  return (
    <div className={classes['buttons']}>
      <Button type="submit" variant={variant} loading={form.state === 'saving'} disabled={!form.ready || waits}>
        {save}
      </Button>
      {children}
      <SaveChip state={form.state} draft={form.dirty} />
    </div>
  );
}

interface FormDialogProps<V, Data> {
  form: FormOf<V, Data>;
  title: string;
  /** The main button's words: what it does. */
  save: string;
  instead?: Instead | undefined;
  onClose(): void;
  /** Called after closing, once everything typed is saved or waiting. */
  onKept?(outcome: Outcome<Data>): void;
  children: ReactNode;
  /** Other acts on the same item, shown under the form. */
  below?: ReactNode;
  /** What saving would do is not known yet: the button waits for it. */
  waits?: boolean;
}

/** A form in a dialog: it closes once the text is safe. */
export function FormDialog<V, Data>({
  form,
  title,
  save,
  instead,
  onClose,
  onKept,
  children,
  below,
  waits = false,
}: FormDialogProps<V, Data>) {
  const { t } = useTranslation('shared');
  const id = useId();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      ready={form.ready}
      actions={
        <>
          <SaveChip state={form.state} draft={form.dirty} />
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <Button type="submit" form={id} loading={form.state === 'saving'} disabled={!form.ready || waits}>
            {save}
          </Button>
        </>
      }
    >
      <Form
        id={id}
        form={form}
        instead={instead}
        onKept={(outcome) => {
          // The order matters: closing may change the address, and going where saving leads must come after that.
          onClose();
          onKept?.(outcome);
        }}
      >
        {children}
      </Form>
      {below}
    </Dialog>
  );
}

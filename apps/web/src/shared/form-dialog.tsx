import { useId, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConflictDialog } from './conflict-dialog.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemLine } from './problem.tsx';
import { SaveChip } from './save-state.tsx';
import type { Draft } from './use-draft.ts';
import type { Outcome, Write } from './use-write.ts';

interface FormDialogProps<Data, Input extends { idempotencyKey: string }> {
  title: string;
  /** The main button's words: what it does. */
  save: string;
  write: Write<Data, Input>;
  draft: Pick<Draft<object>, 'base' | 'clear' | 'dirty'>;
  /** Makes the input from what is in the form now. */
  input(): Omit<Input, 'idempotencyKey'>;
  /** True for an edit of a versioned row: what others changed in other fields is merged. */
  versioned?: boolean;
  fieldLabel(field: string): string;
  /** How a conflict writes a value that is no text: a word of a list, a name for an id. */
  show?(field: string, value: unknown): string;
  onClose(): void;
  children: ReactNode;
}

/** A form in a dialog: its draft survives, a conflict shows both texts, it closes once the text is safe. */
export function FormDialog<Data, Input extends { idempotencyKey: string }>(props: FormDialogProps<Data, Input>) {
  const { title, save, write, draft, input, versioned = false, fieldLabel, show, onClose, children } = props;
  const { t } = useTranslation('shared');
  const form = useId();
  const end = (outcome: Outcome<Data>) => {
    if (outcome.kind !== 'saved' && outcome.kind !== 'waiting') return;
    draft.clear();
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <SaveChip state={write.state} draft={draft.dirty} />
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <Button type="submit" form={form} loading={write.state === 'saving'}>
            {save}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        style={{ display: 'flex', flexDirection: 'column', gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          const base = versioned ? { ...draft.base } : undefined;
          void write.run(input(), base).then(end);
        }}
      >
        {children}
        <ProblemLine problem={write.problem} />
      </form>
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={fieldLabel}
        {...(show && { show })}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(end)}
      />
    </Dialog>
  );
}

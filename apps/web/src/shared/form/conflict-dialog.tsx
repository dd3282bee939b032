import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { canKeepBoth, resolveField, type Choice, type FieldConflict } from './conflict.ts';
import { Dialog } from '../frame/dialog.tsx';
import classes from './conflict-dialog.module.css';

/** What the dialog asks about. */
interface OpenConflict {
  conflicts: readonly FieldConflict[];
}

interface ConflictDialogProps {
  conflict: OpenConflict | undefined;
  /** The translated name of a field. */
  fieldLabel(field: string): string;
  /** How a value is written for people. */
  show(field: string, value: unknown): string;
  /** Whether a field holds one line of text. */
  isOneLine(field: string): boolean;
  onResolve(fields: Record<string, unknown>): void;
  onDismiss(): void;
}

/** Two people changed the same field: shows both texts, field by field, and writes what the person chooses. */
export function ConflictDialog({ conflict, ...props }: ConflictDialogProps) {
  return conflict ? <OpenConflictDialog conflict={conflict} {...props} /> : null;
}

function OpenConflictDialog({
  conflict,
  fieldLabel,
  show,
  isOneLine,
  onResolve,
  onDismiss,
}: ConflictDialogProps & { conflict: OpenConflict }) {
  const { t } = useTranslation('shared');
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const open = conflict.conflicts.filter(({ field }) => !choices[field]).length;
  const resolve = () =>
    onResolve(
      Object.fromEntries(
        conflict.conflicts.map((one) => [
          one.field,
          resolveField(one, choices[one.field] ?? 'mine', isOneLine(one.field)),
        ]),
      ),
    );
  return (
    <Dialog
      title={t('conflict.title')}
      onClose={onDismiss}
      width={800}
      actions={
        <>
          <Button variant="default" onClick={onDismiss}>
            {t('conflict.later')}
          </Button>
          <Button onClick={resolve} disabled={open > 0}>
            {t('conflict.save')}
          </Button>
        </>
      }
    >
      <p className={classes['intro']}>{t('conflict.intro')}</p>
      {conflict.conflicts.map((one) => (
        <FieldChoice
          key={one.field}
          conflict={one}
          label={fieldLabel(one.field)}
          show={(value) => show(one.field, value)}
          isOneLine={isOneLine(one.field)}
          choice={choices[one.field]}
          onChoose={(choice) => setChoices((before) => ({ ...before, [one.field]: choice }))}
        />
      ))}
    </Dialog>
  );
}

interface FieldChoiceProps {
  conflict: FieldConflict;
  label: string;
  show(value: unknown): string;
  isOneLine: boolean;
  choice: Choice | undefined;
  onChoose(choice: Choice): void;
}

function FieldChoice({ conflict, label, show, isOneLine, choice, onChoose }: FieldChoiceProps) {
  const { t } = useTranslation('shared');
  const name = useId();
  const options: Choice[] = canKeepBoth(conflict) ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'];
  return (
    <fieldset className={classes['field']}>
      <legend>{label}</legend>
      <div className={classes['options']}>
        {options.map((option) => (
          <label key={option} className={classes['option']} data-chosen={choice === option}>
            <span className={classes['pick']}>
              <input type="radio" name={name} checked={choice === option} onChange={() => onChoose(option)} />
              {t(option === 'both' && isOneLine ? 'conflict.both_in_line' : `conflict.${option}`)}
            </span>
            {option === 'both' ? null : <span className={classes['text']}>{show(conflict[option])}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

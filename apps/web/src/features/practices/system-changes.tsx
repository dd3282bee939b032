import { useState } from 'react';
import { Button } from '@mantine/core';
import { systemChangeKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useCan } from '../../shared/abilities.ts';
import { Empty } from '../../shared/empty.tsx';
import { ChoiceField, DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import {
  EditSystemChange,
  practiceKinds,
  RecordSystemChange,
  type Practice,
  type SystemChange,
} from './practice-operations.ts';
import classes from './practices.module.css';

interface SystemChangesProps {
  practice: Practice;
  changes: readonly SystemChange[];
  recordable: boolean;
}

/** What changed upward: policies, practices, resource flows and power structures. */
export function SystemChanges({ practice, changes, recordable }: SystemChangesProps) {
  const { t } = useTranslation('practices');
  const [recording, setRecording] = useState(false);
  const record = recordable ? (
    <Button variant="default" className={classes['fixed']} onClick={() => setRecording(true)}>
      {t('change.record')}
    </Button>
  ) : undefined;
  return (
    <Section title={t('change.title')} aside={changes.length > 0 ? record : undefined}>
      {changes.length === 0 ? (
        <Empty sentence={t('change.empty')} example={t('change.example')} action={record} />
      ) : (
        <ul className={classes['changes']}>
          {changes.map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ul>
      )}
      {recording ? <Record practice={practice} onClose={() => setRecording(false)} /> : null}
    </Section>
  );
}

function ChangeRow({ change }: { change: SystemChange }) {
  const { t } = useTranslation(['practices', 'words']);
  const format = useFormat();
  const can = useCan();
  const [editing, setEditing] = useState(false);
  return (
    <li id={change.id}>
      <div>
        <strong>{change.title}</strong>
        <p className={classes['quiet']}>
          {[t(`words:system_change_kind.${change.kind}`), format.day(change.on), change.organizationName]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {change.description ? <p>{change.description}</p> : null}
      </div>
      {can('canRecordSystemChange', change) ? (
        <Button
          variant="subtle"
          aria-label={t('change.edit_named', { title: change.title })}
          onClick={() => setEditing(true)}
        >
          {t('change.edit')}
        </Button>
      ) : null}
      {editing ? <Edit change={change} onClose={() => setEditing(false)} /> : null}
    </li>
  );
}

type Values = Pick<SystemChange, 'kind' | 'title' | 'description' | 'on'>;

const blank: Values = { kind: 'policy', title: '', description: '', on: '' };

function Record({ practice, onClose }: { practice: Practice; onClose(): void }) {
  const { t } = useTranslation('practices');
  const [id] = useState(() => uuid());
  const draft = useDraft(`system-change-of:${practice.id}`, blank);
  const write = useWrite(RecordSystemChange, { label: t('change.record'), touches: practiceKinds });
  const [dayAsked, setDayAsked] = useState(false);
  const input = () => ({ id, networkId: practice.networkId, practiceId: practice.id, ...draft.value });
  const run: typeof write.run = async (values) => {
    if (draft.value.on) return write.run(values);
    setDayAsked(true);
    return { kind: 'failed', problem: { code: 'INVALID', message: '' } };
  };
  const errors =
    dayAsked && !draft.value.on ? { ...write.fieldErrors, on: t('change.day_missing') } : write.fieldErrors;
  return (
    <FormDialog
      title={t('change.record')}
      save={t('change.record')}
      write={{ ...write, run }}
      draft={draft}
      input={input}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <Fields values={draft.value} set={draft.set} errors={errors} readOnly={!draft.ready} />
    </FormDialog>
  );
}

function Edit({ change, onClose }: { change: SystemChange; onClose(): void }) {
  const { t } = useTranslation('practices');
  const { id, version, kind, title, description, on } = change;
  const draft = useDraft<Values>(`system-change:${id}`, { kind, title, description, on });
  const write = useWrite(EditSystemChange, { label: t('change.edit'), touches: practiceKinds });
  return (
    <FormDialog
      title={t('change.edit')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value, on: draft.value.on || null })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <Fields values={draft.value} set={draft.set} errors={write.fieldErrors} readOnly={!draft.ready} />
    </FormDialog>
  );
}

interface FieldsProps {
  values: Values;
  set(values: Values): void;
  errors: Record<string, string>;
  readOnly: boolean;
}

function Fields({ values, set, errors, readOnly }: FieldsProps) {
  const { t } = useTranslation(['practices', 'words']);
  return (
    <>
      <TextLine
        label={t('field.title')}
        hint={t('hint.change_title')}
        value={values.title}
        onChange={(title) => set({ ...values, title })}
        readOnly={readOnly}
        error={errors['title']}
        required
      />
      <ChoiceField
        label={t('field.kind')}
        options={systemChangeKinds.map((kind) => ({ value: kind, label: t(`words:system_change_kind.${kind}`) }))}
        value={values.kind}
        onChange={(value) => set({ ...values, kind: systemChangeKinds.find((kind) => kind === value) ?? values.kind })}
        error={errors['kind']}
      />
      <DateField
        label={t('change.on')}
        value={values.on}
        onChange={(on) => set({ ...values, on })}
        error={errors['on']}
        required
      />
      <TextArea
        label={t('change.description')}
        hint={t('hint.change_description')}
        value={values.description}
        onChange={(description) => set({ ...values, description })}
        readOnly={readOnly}
        error={errors['description']}
      />
    </>
  );
}

import { useState } from 'react';
import { Button } from '@mantine/core';
import { systemChangeKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { DayField, ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
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
        <Empty
          sentence={t('change.empty')}
          example={t('change.example')}
          way={{ action: record, ask: 'facilitator' }}
        />
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

type Values = Pick<SystemChange, 'kind' | 'title' | 'description'> & { on: string | null };

const blank: Values = { kind: 'policy', title: '', description: '', on: null };

function Record({ practice, onClose }: { practice: Practice; onClose(): void }) {
  const { t } = useTranslation('practices');
  const form = useForm({
    key: `system-change-of:${practice.id}`,
    document: RecordSystemChange,
    label: t('change.record'),
    touches: practiceKinds,
    blank,
    input: (value) => ({ networkId: practice.networkId, practiceId: practice.id, ...value, on: value.on ?? '' }),
  });
  return (
    <FormDialog form={form} title={t('change.record')} save={t('change.record')} onClose={onClose}>
      <ChangeFields form={form} />
    </FormDialog>
  );
}

function Edit({ change, onClose }: { change: SystemChange; onClose(): void }) {
  const { t } = useTranslation('practices');
  const form = useForm({
    key: `system-change:${change.id}`,
    document: EditSystemChange,
    label: t('change.edit'),
    touches: practiceKinds,
    row: change,
    read: fields('kind', 'title', 'description', 'on'),
  });
  return (
    <FormDialog form={form} title={t('change.edit')} save={t('save')} onClose={onClose}>
      <ChangeFields form={form} />
    </FormDialog>
  );
}

function ChangeFields({ form }: { form: Form<Values> }) {
  const { t } = useTranslation(['practices', 'words']);
  return (
    <>
      <TextField form={form} name="title" label={t('field.title')} hint={t('hint.change_title')} required />
      <SelectField
        form={form}
        name="kind"
        label={t('field.kind')}
        options={systemChangeKinds.map((kind) => ({ value: kind, label: t(`words:system_change_kind.${kind}`) }))}
      />
      <DayField form={form} name="on" label={t('change.on')} required />
      <ProseField form={form} name="description" label={t('change.description')} hint={t('hint.change_description')} />
    </>
  );
}

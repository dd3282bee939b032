import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProseField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { EditPractice, practiceKinds, type Practice } from './practice-operations.ts';
import classes from './practices.module.css';

const texts = ['description', 'core', 'adaptable'] as const;

/** What the practice is, what must stay the same everywhere, and what a site may change. */
export function PracticeText({ practice, editable }: { practice: Practice; editable: boolean }) {
  const { t } = useTranslation('practices');
  const [editing, setEditing] = useState(false);
  return (
    <section aria-label={t('text.label')} className={classes['texts']}>
      {texts.map((field) => (
        <div key={field} className={classes['textPart']} data-field={field}>
          <h2>{t(`field.${field}`)}</h2>
          <p data-missing={practice[field] === ''}>{practice[field] || t(`missing.${field}`)}</p>
        </div>
      ))}
      {editable ? (
        <Button variant="default" className={classes['ownRow']} onClick={() => setEditing(true)}>
          {t('text.edit')}
        </Button>
      ) : null}
      {editing ? <EditText practice={practice} onClose={() => setEditing(false)} /> : null}
    </section>
  );
}

function EditText({ practice, onClose }: { practice: Practice; onClose(): void }) {
  const { t } = useTranslation('practices');
  const form = useForm({
    key: `practice:${practice.id}`,
    document: EditPractice,
    label: t('text.edit'),
    touches: practiceKinds,
    row: practice,
    read: fields('name', ...texts),
  });
  return (
    <FormDialog form={form} title={t('text.edit')} save={t('save')} onClose={onClose}>
      <TextField form={form} name="name" label={t('field.name')} required />
      {texts.map((field) => (
        <ProseField key={field} form={form} name={field} label={t(`field.${field}`)} hint={t(`hint.${field}`)} />
      ))}
    </FormDialog>
  );
}

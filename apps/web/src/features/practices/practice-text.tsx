import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
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
  const { id, version, name, description, core, adaptable } = practice;
  const draft = useDraft(`practice:${id}`, { name, description, core, adaptable });
  const write = useWrite(EditPractice, { label: t('text.edit'), touches: practiceKinds });
  const set = (part: Partial<typeof draft.value>) => draft.set({ ...draft.value, ...part });
  const readOnly = !draft.ready;
  return (
    <FormDialog
      title={t('text.edit')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <TextLine
        label={t('field.name')}
        value={draft.value.name}
        onChange={(value) => set({ name: value })}
        readOnly={readOnly}
        error={write.fieldErrors['name']}
        required
      />
      {texts.map((field) => (
        <TextArea
          key={field}
          label={t(`field.${field}`)}
          hint={t(`hint.${field}`)}
          value={draft.value[field]}
          onChange={(value) => set({ [field]: value })}
          readOnly={readOnly}
          error={write.fieldErrors[field]}
        />
      ))}
    </FormDialog>
  );
}

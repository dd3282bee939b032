import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';

const AddOutcomeMutation = graphql(`
  mutation AddOutcome($input: AddOutcomeInput!) {
    addOutcome(input: $input) {
      id
      name
      position
    }
  }
`);

const nothing = { name: '', description: '' };
const touches = ['outcome'];

/** Adds an outcome at the end of the way from cradle to career. */
export function AddOutcome({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('indicators');
  const [id] = useState(() => uuid());
  const draft = useDraft('add-outcome', nothing);
  const write = useWrite(AddOutcomeMutation, { label: t('outcome.add'), touches });
  const field = (name: keyof typeof nothing) => ({
    label: t(`outcome.${name}`),
    value: draft.value[name],
    onChange: (value: string) => draft.set({ ...draft.value, [name]: value }),
    error: write.fieldErrors[name],
    readOnly: !draft.ready,
  });
  return (
    <FormDialog
      title={t('outcome.add')}
      save={t('outcome.save')}
      write={write}
      draft={draft}
      input={() => ({ id, ...draft.value })}
      fieldLabel={(name) => t(`outcome.${name === 'name' ? 'name' : 'description'}`)}
      onClose={onClose}
    >
      <TextLine {...field('name')} hint={t('outcome.hint')} required />
      <TextArea {...field('description')} />
    </FormDialog>
  );
}

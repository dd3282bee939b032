import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { type OutcomeStage, outcomeStages } from '@throughline/domain/vocabulary';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql } from '../../shared/graphql.ts';
import { ProblemLine } from '../../shared/problem.tsx';
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
const EditOutcomeMutation = graphql(`
  mutation EditOutcome($input: EditOutcomeInput!) {
    editOutcome(input: $input) {
      id
      version
      name
      description
      stage
    }
  }
`);
const RetireOutcomeMutation = graphql(`
  mutation RetireOutcome($input: RetireOutcomeInput!) {
    retireOutcome(input: $input) {
      id
      version
      retiredAt
    }
  }
`);

const nothing = { name: '', stage: 'kindergarten_readiness' as OutcomeStage, description: '' };
type Fields = typeof nothing;
const touches = ['outcome', 'indicator'];

/** An outcome as the list of outcomes has it. */
export interface ShownOutcome extends Fields {
  id: string;
  version: number;
}

interface OutcomeFieldsProps {
  value: Fields;
  set(value: Fields): void;
  errors: Record<string, string>;
  ready: boolean;
}

function OutcomeFields({ value, set, errors, ready }: OutcomeFieldsProps) {
  const { t } = useTranslation(['indicators', 'words']);
  const field = (name: keyof Fields) => ({
    label: t(`outcome.${name}`),
    value: value[name],
    onChange: (text: string) => set({ ...value, [name]: text }),
    error: errors[name],
    readOnly: !ready,
  });
  return (
    <>
      <TextLine {...field('name')} hint={t('outcome.hint')} required />
      <ChoiceField
        {...field('stage')}
        hint={t('outcome.stage_hint')}
        options={outcomeStages.map((stage) => ({ value: stage, label: t(`words:outcome_stage.${stage}`) }))}
      />
      <TextArea {...field('description')} />
    </>
  );
}

/** Adds an outcome at its stage from cradle to career. */
export function AddOutcome({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('indicators');
  const [id] = useState(() => uuid());
  const draft = useDraft('add-outcome', nothing);
  const write = useWrite(AddOutcomeMutation, { label: t('outcome.add'), touches });
  return (
    <FormDialog
      title={t('outcome.add')}
      save={t('outcome.save')}
      write={write}
      draft={draft}
      input={() => ({ id, ...draft.value })}
      fieldLabel={(name) => t(`outcome.${name as keyof Fields}`)}
      onClose={onClose}
    >
      <OutcomeFields value={draft.value} set={draft.set} errors={write.fieldErrors} ready={draft.ready} />
    </FormDialog>
  );
}

/** Changes an outcome, or ends it once nothing stands under it. */
export function EditOutcome({ outcome, onClose }: { outcome: ShownOutcome; onClose(): void }) {
  const { t } = useTranslation('indicators');
  const { id, version, name, stage, description } = outcome;
  const shown = useMemo(() => ({ name, stage, description }), [name, stage, description]);
  const draft = useDraft(`outcome:${id}`, shown);
  const write = useWrite(EditOutcomeMutation, { label: t('outcome.edit'), touches });
  const retire = useWrite(RetireOutcomeMutation, { label: t('outcome.retire'), touches });
  return (
    <FormDialog
      title={t('outcome.edit')}
      save={t('edit.save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(`outcome.${field as keyof Fields}`)}
      onClose={onClose}
    >
      <OutcomeFields value={draft.value} set={draft.set} errors={write.fieldErrors} ready={draft.ready} />
      <div>
        <Button
          variant="default"
          loading={retire.state === 'saving'}
          onClick={() => void retire.run({ id, version }).then((outcome) => outcome.kind === 'saved' && onClose())}
        >
          {t('outcome.retire')}
        </Button>
        <ProblemLine problem={retire.problem} />
      </div>
    </FormDialog>
  );
}

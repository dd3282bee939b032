import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type OutcomeStage, outcomeStages } from '@throughline/domain/vocabulary';
import { ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';

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

function OutcomeFields({ form }: { form: Form<Fields> }) {
  const { t } = useTranslation(['indicators', 'words']);
  return (
    <>
      <TextField form={form} name="name" label={t('outcome.name')} hint={t('outcome.hint')} required />
      <SelectField
        form={form}
        name="stage"
        label={t('outcome.stage')}
        hint={t('outcome.stage_hint')}
        options={outcomeStages.map((stage) => ({ value: stage, label: t(`words:outcome_stage.${stage}`) }))}
      />
      <ProseField form={form} name="description" label={t('outcome.description')} />
    </>
  );
}

/** Adds an outcome at its stage from cradle to career. */
export function AddOutcome({ onClose, onAdded }: { onClose(): void; onAdded?(id: string): void }) {
  const { t } = useTranslation('indicators');
  const form = useForm({
    key: 'add-outcome',
    document: AddOutcomeMutation,
    label: t('outcome.add'),
    touches,
    blank: nothing,
  });
  return (
    <FormDialog
      form={form}
      title={t('outcome.add')}
      save={t('outcome.save')}
      onClose={onClose}
      onKept={(outcome) => outcome.kind === 'saved' && onAdded?.(outcome.data.addOutcome.id)}
    >
      <OutcomeFields form={form} />
    </FormDialog>
  );
}

/** Changes an outcome, or ends it once nothing stands under it. */
export function EditOutcome({ outcome, onClose }: { outcome: ShownOutcome; onClose(): void }) {
  const { t } = useTranslation('indicators');
  const { id, version } = outcome;
  const form = useForm({
    key: `outcome:${id}`,
    document: EditOutcomeMutation,
    label: t('outcome.edit'),
    touches,
    row: outcome,
    read: fields('name', 'stage', 'description'),
  });
  const retire = useAct({ document: RetireOutcomeMutation, label: t('outcome.retire'), touches, row: { id, version } });
  return (
    <FormDialog
      form={form}
      title={t('outcome.edit')}
      save={t('edit.save')}
      onClose={onClose}
      below={
        <div>
          <Button
            variant="default"
            loading={retire.state === 'saving'}
            onClick={() => void retire.run().then((answer) => answer?.kind === 'saved' && onClose())}
          >
            {t('outcome.retire')}
          </Button>
          <ProblemLine problem={retire.problem} />
        </div>
      }
    >
      <OutcomeFields form={form} />
    </FormDialog>
  );
}

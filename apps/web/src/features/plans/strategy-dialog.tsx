import { PopulationField } from '../../shared/populations/population-field.tsx';
import { type StrategyKind, strategyKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
import { AddStrategy, type Choices, EditStrategy, planKinds, type Strategy } from './plan-operations.ts';

interface StrategyFields {
  title: string;
  kind: StrategyKind;
  populationId: string | null;
  factorId: string | null;
  driverId: string | null;
  description: string;
}

const blank: StrategyFields = {
  title: '',
  kind: 'universal',
  populationId: null,
  factorId: null,
  driverId: null,
  description: '',
};

interface AddStrategyDialogProps {
  planId: string;
  choices: Choices;
  onClose(): void;
}

/** A new line of work. */
export function AddStrategyDialog({ planId, choices, onClose }: AddStrategyDialogProps) {
  const { t } = useTranslation('plans');
  const form = useForm({
    key: `strategy-add:${planId}`,
    document: AddStrategy,
    label: t('strategy.add'),
    touches: planKinds,
    blank,
    input: (value) => ({ planId, ...value }),
  });
  return (
    <FormDialog form={form} title={t('strategy.add')} save={t('strategy.add_save')} onClose={onClose}>
      <StrategyFieldset form={form} choices={choices} />
    </FormDialog>
  );
}

interface EditStrategyDialogProps {
  strategy: Strategy;
  choices: Choices;
  onClose(): void;
}

/** Changes a line of work. */
export function EditStrategyDialog({ strategy, choices, onClose }: EditStrategyDialogProps) {
  const { t } = useTranslation('plans');
  const form = useForm({
    key: `strategy-edit:${strategy.id}`,
    document: EditStrategy,
    label: t('strategy.edit'),
    touches: planKinds,
    row: strategy,
    read: fields('title', 'kind', 'populationId', 'factorId', 'driverId', 'description'),
  });
  return (
    <FormDialog form={form} title={t('strategy.edit')} save={t('save')} onClose={onClose}>
      <StrategyFieldset form={form} choices={choices} />
    </FormDialog>
  );
}

function StrategyFieldset({ form, choices }: { form: Form<StrategyFields>; choices: Choices }) {
  const { t } = useTranslation(['plans', 'words']);
  const optionsFrom = (rows: readonly { id: string; title: string }[]) =>
    rows.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <>
      <TextField form={form} name="title" label={t('field.title')} required />
      <SelectField
        form={form}
        name="kind"
        label={t('field.kind')}
        options={strategyKinds.map((kind) => ({ value: kind, label: t(`words:strategy_kind.${kind}`) }))}
      />
      {form.value.kind === 'targeted' ? (
        <PopulationField form={form} name="populationId" label={t('field.populationId')} none={t('none')} required />
      ) : null}
      <SelectField
        form={form}
        name="driverId"
        label={t('field.driverId')}
        options={optionsFrom(choices.drivers)}
        none={t('none')}
      />
      <SelectField
        form={form}
        name="factorId"
        label={t('field.factorId')}
        options={optionsFrom(choices.factors)}
        none={t('none')}
      />
      <ProseField form={form} name="description" label={t('field.description')} />
    </>
  );
}

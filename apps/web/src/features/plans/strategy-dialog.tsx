import { useMemo, useState } from 'react';
import { type StrategyKind, strategyKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AddStrategy, type Choices, EditStrategy, planKinds, type Strategy } from './plan-operations.ts';

interface Fields {
  title: string;
  kind: StrategyKind;
  populationId: string | null;
  factorId: string | null;
  driverId: string | null;
  description: string;
}

const empty: Fields = {
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
  const [id] = useState(() => uuid());
  const draft = useDraft<Fields>(`strategy-add:${planId}`, empty);
  const write = useWrite(AddStrategy, { label: t('strategy.add'), touches: planKinds });
  return (
    <FormDialog
      title={t('strategy.add')}
      save={t('strategy.add_save')}
      write={write}
      draft={draft}
      input={() => ({ id, planId, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <StrategyFields
        value={draft.value}
        set={draft.set}
        ready={draft.ready}
        errors={write.fieldErrors}
        choices={choices}
      />
    </FormDialog>
  );
}

/** Changes a line of work. */
export function EditStrategyDialog({
  strategy,
  choices,
  onClose,
}: {
  strategy: Strategy;
  choices: Choices;
  onClose(): void;
}) {
  const { t } = useTranslation('plans');
  const { title, kind, populationId, factorId, driverId, description } = strategy;
  const initial = useMemo(
    () => ({ title, kind, populationId, factorId, driverId, description }),
    [title, kind, populationId, factorId, driverId, description],
  );
  const draft = useDraft<Fields>(`strategy-edit:${strategy.id}`, initial);
  const write = useWrite(EditStrategy, { label: t('strategy.edit'), touches: planKinds });
  return (
    <FormDialog
      title={t('strategy.edit')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id: strategy.id, version: strategy.version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <StrategyFields
        value={draft.value}
        set={draft.set}
        ready={draft.ready}
        errors={write.fieldErrors}
        choices={choices}
      />
    </FormDialog>
  );
}

interface StrategyFieldsProps {
  value: Fields;
  set(value: Fields): void;
  ready: boolean;
  errors: Record<string, string>;
  choices: Choices;
}

function StrategyFields({ value, set, ready, errors, choices }: StrategyFieldsProps) {
  const { t } = useTranslation(['plans', 'words']);
  const none = { value: '', label: t('none') };
  const named = (rows: readonly { id: string; title: string }[]) => [
    none,
    ...rows.map(({ id, title }) => ({ value: id, label: title })),
  ];
  return (
    <>
      <TextLine
        label={t('field.title')}
        value={value.title}
        error={errors['title']}
        readOnly={!ready}
        required
        onChange={(title) => set({ ...value, title })}
      />
      <ChoiceField
        label={t('field.kind')}
        value={value.kind}
        options={strategyKinds.map((kind) => ({ value: kind, label: t(`words:strategy_kind.${kind}`) }))}
        onChange={(chosen) => set({ ...value, kind: strategyKinds.find((kind) => kind === chosen) ?? value.kind })}
      />
      {value.kind === 'targeted' ? (
        <ChoiceField
          label={t('field.populationId')}
          value={value.populationId ?? ''}
          options={[none, ...choices.populations.map(({ id, name }) => ({ value: id, label: name }))]}
          error={errors['populationId']}
          required
          onChange={(populationId) => set({ ...value, populationId: populationId || null })}
        />
      ) : null}
      <ChoiceField
        label={t('field.driverId')}
        value={value.driverId ?? ''}
        options={named(choices.drivers)}
        error={errors['driverId']}
        onChange={(driverId) => set({ ...value, driverId: driverId || null })}
      />
      <ChoiceField
        label={t('field.factorId')}
        value={value.factorId ?? ''}
        options={named(choices.factors)}
        error={errors['factorId']}
        onChange={(factorId) => set({ ...value, factorId: factorId || null })}
      />
      <TextArea
        label={t('field.description')}
        value={value.description}
        error={errors['description']}
        readOnly={!ready}
        onChange={(description) => set({ ...value, description })}
      />
    </>
  );
}

import { useEffect, useRef } from 'react';
import { MemberField, OutcomeField, useOutcomes } from '../../shared/choices/rows-to-choose.tsx';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cadences, directions, indicatorLevels, measureTypes } from '@throughline/domain/vocabulary';
import { ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import classes from './indicators.module.css';

const AddIndicatorMutation = graphql(`
  mutation AddIndicator($input: AddIndicatorInput!) {
    addIndicator(input: $input) {
      id
      version
      name
    }
  }
`);

const nothing = {
  outcomeId: null as string | null,
  name: '',
  level: 'core' as (typeof indicatorLevels)[number],
  measureType: 'proportion' as (typeof measureTypes)[number],
  direction: 'higher' as (typeof directions)[number],
  cadence: 'school_year' as (typeof cadences)[number],
  unit: '%',
  ownerMemberId: null as string | null,
  definition: '',
  rationale: '',
  source: '',
  sourceUrl: '',
  license: '',
};
const touches = ['indicator'];

/** Fields that can wait; their errors open them. */
const later = ['rationale', 'source', 'sourceUrl', 'license', 'ownerMemberId'] as const;

interface AddIndicatorProps {
  /** The outcome that was added for it a moment ago. */
  outcomeId?: string | undefined;
  onClose(): void;
  onAdded(id: string): void;
  onOutcome(): void;
}

/** Adds an indicator with its first definition. Without an outcome it leads to the form that adds one. */
export function AddIndicator({ outcomeId, onClose, onAdded, onOutcome }: AddIndicatorProps) {
  const { t } = useTranslation(['indicators', 'words']);
  const { total, rows: outcomes } = useOutcomes(null);
  const hasNone = total === 0;
  const form = useForm({
    key: 'add-indicator',
    document: AddIndicatorMutation,
    label: t('add.title'),
    touches,
    // Where there is only one outcome there is nothing to choose.
    blank: { ...nothing, outcomeId: (outcomes.length === 1 && outcomes[0]?.id) || null },
    input: (value) => ({ ...value, outcomeId: value.outcomeId ?? '' }),
  });
  const { ready, set } = form;
  const isTaken = useRef(false);
  useEffect(() => {
    if (!ready || isTaken.current || outcomeId === undefined) return;
    // Also in a draft that was begun before there was one to choose.
    isTaken.current = true;
    set({ outcomeId });
  });
  return (
    <FormDialog
      form={form}
      title={t('add.title')}
      save={t('add.save')}
      onClose={onClose}
      onKept={(outcome) => outcome.kind === 'saved' && onAdded(outcome.data.addIndicator.id)}
    >
      <OutcomeField
        form={form}
        name="outcomeId"
        label={t('field.outcomeId')}
        hint={hasNone ? t('add.no_outcome') : t('hint.outcomeId')}
        none={t('add.choose')}
        required
      />
      {hasNone ? (
        <div>
          <Button variant="default" onClick={onOutcome}>
            {t('outcome.add')}
          </Button>
        </div>
      ) : null}
      <TextField form={form} name="name" label={t('field.name')} hint={t('hint.name')} required />
      <ProseField form={form} name="definition" label={t('field.definition')} hint={t('hint.definition')} required />
      <SelectField
        form={form}
        name="measureType"
        label={t('field.measureType')}
        options={measureTypes.map((word) => ({ value: word, label: t(`words:measure_type.${word}`) }))}
        also={(measureType) => {
          if (measureType === 'proportion') return { unit: '%' };
          return form.value.unit === '%' ? { unit: '' } : {};
        }}
      />
      <TextField form={form} name="unit" label={t('field.unit')} hint={t('hint.unit')} />
      <SelectField
        form={form}
        name="direction"
        label={t('field.direction')}
        options={directions.map((word) => ({ value: word, label: t(`words:direction.${word}`) }))}
      />
      <SelectField
        form={form}
        name="cadence"
        label={t('field.cadence')}
        hint={t('hint.cadence')}
        options={cadences.map((word) => ({ value: word, label: t(`words:cadence.${word}`) }))}
      />
      <SelectField
        form={form}
        name="level"
        label={t('field.level')}
        options={indicatorLevels.map((word) => ({ value: word, label: t(`words:indicator_level.${word}`) }))}
      />
      <details className={classes['more']} open={later.some((name) => form.errors[name]) || undefined}>
        <summary>{t('add.more')}</summary>
        <div>
          <ProseField form={form} name="rationale" label={t('field.rationale')} />
          <TextField form={form} name="source" label={t('field.source')} />
          <TextField form={form} name="sourceUrl" type="url" label={t('field.sourceUrl')} hint={t('hint.sourceUrl')} />
          <TextField form={form} name="license" label={t('field.license')} hint={t('hint.license')} />
          <MemberField form={form} name="ownerMemberId" label={t('field.ownerMemberId')} none={t('owner.nobody')} />
        </div>
      </details>
    </FormDialog>
  );
}

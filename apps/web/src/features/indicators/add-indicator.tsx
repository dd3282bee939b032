import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { cadences, directions, indicatorLevels, measureTypes } from '@throughline/domain/vocabulary';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { OutcomeChoices, OwnerChoices } from './operations.ts';
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
  outcomeId: '',
  name: '',
  level: 'core' as (typeof indicatorLevels)[number],
  measureType: 'proportion' as (typeof measureTypes)[number],
  direction: 'higher' as (typeof directions)[number],
  cadence: 'school_year' as (typeof cadences)[number],
  unit: '%',
  ownerMemberId: '',
  definition: '',
  rationale: '',
  source: '',
  sourceUrl: '',
};
type Fields = typeof nothing;
const touches = ['indicator'];
const outcomeKinds = ['outcome'];
const memberKinds = ['member'];

/** Fields that can wait; their errors open them. */
const later = ['rationale', 'source', 'sourceUrl', 'ownerMemberId'] as const;

/** Adds an indicator with its first definition. Without an outcome it leads to the form that adds one. */
export function AddIndicator({ onClose, onOutcome }: { onClose(): void; onOutcome(): void }) {
  const { t } = useTranslation(['indicators', 'words']);
  const [id] = useState(() => uuid());
  const [{ data: outcomes }] = useLiveQuery(OutcomeChoices, {}, outcomeKinds);
  const [{ data: members }] = useLiveQuery(OwnerChoices, {}, memberKinds);
  const draft = useDraft('add-indicator', nothing);
  const write = useWrite(AddIndicatorMutation, { label: t('add.title'), touches });
  const outcomeId = draft.value.outcomeId || (outcomes?.outcomes.nodes[0]?.id ?? '');
  const set = (change: Partial<Fields>) => draft.set({ ...draft.value, ...change });
  const field = <K extends keyof Fields>(name: K) => ({
    label: t(`field.${name}`),
    value: draft.value[name],
    onChange: (value: string) => set({ [name]: value } as Partial<Fields>),
    error: write.fieldErrors[name],
    readOnly: !draft.ready,
  });
  return (
    <FormDialog
      title={t('add.title')}
      save={t('add.save')}
      write={write}
      draft={draft}
      input={() => ({ ...draft.value, id, outcomeId, ownerMemberId: draft.value.ownerMemberId || null })}
      fieldLabel={(name) => t(`field.${name as keyof Fields}`)}
      onClose={onClose}
    >
      <ChoiceField
        {...field('outcomeId')}
        value={outcomeId}
        hint={outcomes && outcomes.outcomes.nodes.length === 0 ? t('add.no_outcome') : t('hint.outcomeId')}
        options={(outcomes?.outcomes.nodes ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      {outcomes && outcomes.outcomes.nodes.length === 0 ? (
        <div>
          <Button variant="default" onClick={onOutcome}>
            {t('outcome.add')}
          </Button>
        </div>
      ) : null}
      <TextLine {...field('name')} hint={t('hint.name')} required />
      <TextArea {...field('definition')} hint={t('hint.definition')} required />
      <ChoiceField
        {...field('measureType')}
        onChange={(value) => {
          const measureType = value as Fields['measureType'];
          const unit = measureType === 'proportion' ? '%' : draft.value.unit === '%' ? '' : draft.value.unit;
          set({ measureType, unit });
        }}
        options={measureTypes.map((word) => ({ value: word, label: t(`words:measure_type.${word}`) }))}
      />
      <TextLine {...field('unit')} hint={t('hint.unit')} />
      <ChoiceField
        {...field('direction')}
        options={directions.map((word) => ({ value: word, label: t(`words:direction.${word}`) }))}
      />
      <ChoiceField
        {...field('cadence')}
        hint={t('hint.cadence')}
        options={cadences.map((word) => ({ value: word, label: t(`words:cadence.${word}`) }))}
      />
      <ChoiceField
        {...field('level')}
        options={indicatorLevels.map((word) => ({ value: word, label: t(`words:indicator_level.${word}`) }))}
      />
      <details className={classes['more']} open={later.some((name) => write.fieldErrors[name]) || undefined}>
        <summary>{t('add.more')}</summary>
        <div>
          <TextArea {...field('rationale')} />
          <TextLine {...field('source')} />
          <TextLine {...field('sourceUrl')} type="url" hint={t('hint.sourceUrl')} />
          <ChoiceField
            {...field('ownerMemberId')}
            options={[
              { value: '', label: t('owner.nobody') },
              ...(members?.members.nodes ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </div>
      </details>
    </FormDialog>
  );
}

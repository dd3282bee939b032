import { useState } from 'react';
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

/** Adds an indicator with its first definition. */
export function AddIndicator({ onClose }: { onClose(): void }) {
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
      fieldLabel={(name) => name}
      onClose={onClose}
    >
      <ChoiceField
        {...field('outcomeId')}
        value={outcomeId}
        hint={outcomes && outcomes.outcomes.nodes.length === 0 ? t('add.no_outcome') : t('hint.outcomeId')}
        options={(outcomes?.outcomes.nodes ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      <TextLine {...field('name')} hint={t('hint.name')} required />
      <ChoiceField
        {...field('measureType')}
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
      <TextArea {...field('definition')} hint={t('hint.definition')} required />
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
    </FormDialog>
  );
}

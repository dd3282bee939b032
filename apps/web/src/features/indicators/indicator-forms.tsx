import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { directions, indicatorLevels } from '@throughline/domain/vocabulary';
import { ChoiceField, DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { type IndicatorDetail, OutcomeChoices, OwnerChoices } from './operations.ts';

const EditIndicatorMutation = graphql(`
  mutation EditIndicator($input: EditIndicatorInput!) {
    editIndicator(input: $input) {
      id
      version
      name
      level
      direction
      unit
      outcomeId
      ownerMemberId
    }
  }
`);
const ReviseDefinitionMutation = graphql(`
  mutation ReviseDefinition($input: ReviseDefinitionInput!) {
    reviseDefinition(input: $input) {
      id
      definitions {
        id
        number
        definition
        rationale
        source
        sourceUrl
        breaksOn
        createdAt
      }
    }
  }
`);
const RetireIndicatorMutation = graphql(`
  mutation RetireIndicator($input: RetireIndicatorInput!) {
    retireIndicator(input: $input) {
      id
      version
      retiredAt
    }
  }
`);

interface FormProps {
  indicator: IndicatorDetail;
  onClose(): void;
}

const touches = ['indicator', 'indicator_definition'];
const outcomeKinds = ['outcome'];
const memberKinds = ['member'];

/** Changes name, outcome, level, direction, unit and who looks after it. */
export function EditIndicator({ indicator, onClose }: FormProps) {
  const { t } = useTranslation(['indicators', 'words']);
  const [{ data: outcomes }] = useLiveQuery(OutcomeChoices, {}, outcomeKinds);
  const [{ data: members }] = useLiveQuery(OwnerChoices, {}, memberKinds);
  const { name, outcomeId, level, direction, unit, ownerMemberId } = indicator;
  const shown = useMemo(
    () => ({ name, outcomeId, level, direction, unit, ownerMemberId }),
    [name, outcomeId, level, direction, unit, ownerMemberId],
  );
  const draft = useDraft(`indicator:${indicator.id}`, shown);
  const write = useWrite(EditIndicatorMutation, { label: t('edit.title'), touches });
  const field = <K extends keyof typeof shown>(key: K) => ({
    label: t(`field.${key}`),
    value: draft.value[key] ?? '',
    onChange: (value: string) => draft.set({ ...draft.value, [key]: value }),
    error: write.fieldErrors[key],
    readOnly: !draft.ready,
  });
  const owner = indicator.owner;
  const people = (members?.members.nodes ?? []).map((one) => ({ value: one.id, label: one.name }));
  const known = !owner || people.some(({ value }) => value === owner.id);
  return (
    <FormDialog
      title={t('edit.title')}
      save={t('edit.save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({
        ...draft.value,
        id: indicator.id,
        version: indicator.version,
        ownerMemberId: draft.value.ownerMemberId || null,
      })}
      fieldLabel={(key) => t(`field.${key as keyof typeof shown}`)}
      onClose={onClose}
    >
      <TextLine {...field('name')} required />
      <ChoiceField
        {...field('outcomeId')}
        options={(outcomes?.outcomes.nodes ?? [indicator.outcome]).map((one) => ({ value: one.id, label: one.name }))}
      />
      <ChoiceField
        {...field('direction')}
        options={directions.map((word) => ({ value: word, label: t(`words:direction.${word}`) }))}
      />
      <TextLine {...field('unit')} hint={t('hint.unit')} />
      <ChoiceField
        {...field('level')}
        options={indicatorLevels.map((word) => ({ value: word, label: t(`words:indicator_level.${word}`) }))}
      />
      <ChoiceField
        {...field('ownerMemberId')}
        options={[
          { value: '', label: t('owner.nobody') },
          ...(known ? [] : [{ value: owner.id, label: owner.name }]),
          ...people,
        ]}
      />
    </FormDialog>
  );
}

/** Says anew what the indicator means, from a day on that the chart shows when the numbers no longer compare. */
export function ReviseDefinition({ indicator, onClose }: FormProps) {
  const { t } = useTranslation('indicators');
  const [id] = useState(() => uuid());
  const current = indicator.definitions[0];
  const shown = useMemo(
    () => ({
      definition: current?.definition ?? '',
      rationale: current?.rationale ?? '',
      source: current?.source ?? '',
      sourceUrl: current?.sourceUrl ?? '',
      breaksOn: '',
    }),
    [current],
  );
  const draft = useDraft(`definition:${indicator.id}:${current?.number ?? 0}`, shown);
  const write = useWrite(ReviseDefinitionMutation, { label: t('revise.title'), touches });
  const field = <K extends keyof typeof shown>(key: K) => ({
    label: t(`field.${key}`),
    value: draft.value[key],
    onChange: (value: string) => draft.set({ ...draft.value, [key]: value }),
    error: write.fieldErrors[key],
    readOnly: !draft.ready,
  });
  return (
    <FormDialog
      title={t('revise.title')}
      save={t('revise.save')}
      write={write}
      draft={draft}
      input={() => ({
        ...draft.value,
        id,
        indicatorId: indicator.id,
        number: current?.number ?? 0,
        breaksOn: draft.value.breaksOn || null,
      })}
      fieldLabel={(key) => t(`field.${key as keyof typeof shown}`)}
      onClose={onClose}
    >
      <TextArea {...field('definition')} hint={t('hint.definition')} required />
      <DateField {...field('breaksOn')} hint={t('hint.breaksOn')} />
      <TextArea {...field('rationale')} />
      <TextLine {...field('source')} />
      <TextLine {...field('sourceUrl')} type="url" hint={t('hint.sourceUrl')} />
    </FormDialog>
  );
}

const noReason = { reason: '' };

/** Ends an indicator, with the reason. */
export function RetireIndicator({ indicator, onClose }: FormProps) {
  const { t } = useTranslation('indicators');
  const draft = useDraft(`retire:${indicator.id}`, noReason);
  const write = useWrite(RetireIndicatorMutation, { label: t('retire.title'), touches });
  return (
    <FormDialog
      title={t('retire.title')}
      save={t('retire.save')}
      write={write}
      draft={draft}
      input={() => ({ id: indicator.id, version: indicator.version, reason: draft.value.reason })}
      fieldLabel={() => t('field.reason')}
      onClose={onClose}
    >
      <p>{t('retire.note')}</p>
      <TextArea
        label={t('field.reason')}
        value={draft.value.reason}
        onChange={(reason) => draft.set({ reason })}
        error={write.fieldErrors['reason']}
        readOnly={!draft.ready}
        required
      />
    </FormDialog>
  );
}

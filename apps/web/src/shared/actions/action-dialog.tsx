import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ChoiceField, DateField, TextArea, TextLine } from '../fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { graphql } from '../graphql.ts';
import { useLiveQuery } from '../live.ts';
import { useDraft } from '../use-draft.ts';
import { useWrite } from '../use-write.ts';
import { ActionParts, type ActionView } from './action-parts.ts';

const ActionChoices = graphql(`
  query ActionChoices($networkId: Uuid!, $withPlan: Boolean!) {
    members(first: 200) {
      nodes {
        id
        name
        organizationName
      }
    }
    organizations(first: 200) {
      nodes {
        id
        name
      }
    }
    plan(networkId: $networkId) @include(if: $withPlan) {
      id
      strategies {
        id
        title
        state
      }
    }
  }
`);
const AddAction = graphql(
  `
    mutation AddAction($input: AddActionInput!) {
      addAction(input: $input) {
        ...ActionParts
      }
    }
  `,
  [ActionParts],
);
const EditAction = graphql(
  `
    mutation EditAction($input: EditActionInput!) {
      editAction(input: $input) {
        ...ActionParts
      }
    }
  `,
  [ActionParts],
);
const ReassignAction = graphql(
  `
    mutation ReassignAction($input: ReassignActionInput!) {
      reassignAction(input: $input) {
        ...ActionParts
      }
    }
  `,
  [ActionParts],
);
const touches = ['action', 'strategy'];
const nowhere = '00000000-0000-0000-0000-000000000000';

function useChoices(networkId: string | null) {
  const { t } = useTranslation('actions');
  const [{ data }] = useLiveQuery(ActionChoices, { networkId: networkId ?? nowhere, withPlan: networkId !== null });
  return useMemo(() => {
    const nobody = { value: '', label: t('choose_nobody') };
    const strategies = data?.plan?.strategies ?? [];
    return {
      members: [
        nobody,
        ...(data?.members.nodes ?? []).map(({ id, name, organizationName }) => ({
          value: id,
          label: organizationName ? `${name} · ${organizationName}` : name,
        })),
      ],
      organizations: [nobody, ...(data?.organizations.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))],
      strategies: [
        { value: '', label: t('no_strategy') },
        ...strategies.filter(({ state }) => state === 'active').map(({ id, title }) => ({ value: id, label: title })),
      ],
    };
  }, [data, t]);
}

const orNull = (text: string | null): string | null => text || null;

interface AddActionDialogProps {
  networkId: string;
  strategyId?: string | null;
  onClose(): void;
}

/** Who does what by when, for a new action. */
export function AddActionDialog({ networkId, strategyId = null, onClose }: AddActionDialogProps) {
  const { t } = useTranslation('actions');
  const choices = useChoices(networkId);
  const [id] = useState(() => uuid());
  const empty = useMemo(
    () =>
      ({ title: '', description: '', strategyId, ownerMemberId: null, organizationId: null, dueOn: null }) as Fields,
    [strategyId],
  );
  const draft = useDraft<Fields>(`action-add:${networkId}:${strategyId ?? ''}`, empty);
  const write = useWrite(AddAction, { label: t('add_save'), touches });
  const set = (part: Partial<Fields>) => draft.set({ ...draft.value, ...part });
  const { value } = draft;
  return (
    <FormDialog
      title={t('add')}
      save={t('add_save')}
      write={write}
      draft={draft}
      input={() => ({ id, networkId, ...value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <WhatAndWhen value={value} set={set} errors={write.fieldErrors} ready={draft.ready} choices={choices} />
      <WhoFields value={value} set={set} errors={write.fieldErrors} choices={choices} />
    </FormDialog>
  );
}

/** Changes what is to be done and by when. */
export function EditActionDialog({ action, onClose }: { action: ActionView; onClose(): void }) {
  const { t } = useTranslation('actions');
  const choices = useChoices(action.networkId);
  const { title, description, strategyId, dueOn } = action;
  const initial = useMemo(() => ({ title, description, strategyId, dueOn }), [title, description, strategyId, dueOn]);
  const draft = useDraft(`action-edit:${action.id}`, initial);
  const write = useWrite(EditAction, { label: t('edit_save'), touches });
  return (
    <FormDialog
      title={t('edit_title')}
      save={t('edit_save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id: action.id, version: action.version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <WhatAndWhen
        value={draft.value}
        set={(part) => draft.set({ ...draft.value, ...part })}
        errors={write.fieldErrors}
        ready={draft.ready}
        choices={choices}
      />
    </FormDialog>
  );
}

/** Hands an action to somebody else. */
export function ReassignDialog({ action, onClose }: { action: ActionView; onClose(): void }) {
  const { t } = useTranslation('actions');
  const choices = useChoices(null);
  const { ownerMemberId, organizationId } = action;
  const initial = useMemo(() => ({ ownerMemberId, organizationId }), [ownerMemberId, organizationId]);
  const draft = useDraft(`action-hand-over:${action.id}`, initial);
  const write = useWrite(ReassignAction, { label: t('hand_over_save'), touches });
  return (
    <FormDialog
      title={t('hand_over_title')}
      save={t('hand_over_save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id: action.id, version: action.version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <WhoFields
        value={draft.value}
        set={(part) => draft.set({ ...draft.value, ...part })}
        errors={write.fieldErrors}
        choices={choices}
      />
    </FormDialog>
  );
}

interface What {
  title: string;
  description: string;
  strategyId: string | null;
  dueOn: string | null;
}
interface Who {
  ownerMemberId: string | null;
  organizationId: string | null;
}
type Fields = What & Who;

interface PartProps<T> {
  value: T;
  set(part: Partial<T>): void;
  errors: Record<string, string>;
  choices: ReturnType<typeof useChoices>;
}

function WhatAndWhen({ value, set, errors, ready, choices }: PartProps<What> & { ready: boolean }) {
  const { t } = useTranslation('actions');
  return (
    <>
      <TextLine
        label={t('field.title')}
        hint={t('hint.title')}
        value={value.title}
        error={errors['title']}
        readOnly={!ready}
        required
        onChange={(title) => set({ title })}
      />
      <DateField
        label={t('field.dueOn')}
        value={value.dueOn ?? ''}
        error={errors['dueOn']}
        onChange={(dueOn) => set({ dueOn: orNull(dueOn) })}
      />
      <ChoiceField
        label={t('field.strategyId')}
        value={value.strategyId ?? ''}
        options={choices.strategies}
        error={errors['strategyId']}
        onChange={(strategyId) => set({ strategyId: orNull(strategyId) })}
      />
      <TextArea
        label={t('field.description')}
        value={value.description}
        error={errors['description']}
        readOnly={!ready}
        onChange={(description) => set({ description })}
      />
    </>
  );
}

function WhoFields({ value, set, errors, choices }: PartProps<Who>) {
  const { t } = useTranslation('actions');
  return (
    <>
      <ChoiceField
        label={t('field.ownerMemberId')}
        value={value.ownerMemberId ?? ''}
        options={choices.members}
        error={errors['ownerMemberId']}
        onChange={(ownerMemberId) => set({ ownerMemberId: orNull(ownerMemberId) })}
      />
      <ChoiceField
        label={t('field.organizationId')}
        value={value.organizationId ?? ''}
        options={choices.organizations}
        error={errors['organizationId']}
        onChange={(organizationId) => set({ organizationId: orNull(organizationId) })}
      />
    </>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField, ProseField, SelectField, TextField } from '../form/bound-fields.tsx';
import { FormDialog } from '../form/form.tsx';
import { fields, type Form, useForm } from '../form/use-form.ts';
import { graphql } from '../server/graphql.ts';
import { useLiveQuery } from '../live/live.ts';
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
  const [{ data }] = useLiveQuery(ActionChoices, { networkId: networkId ?? nowhere, withPlan: networkId !== null });
  return useMemo(() => {
    const strategies = data?.plan?.strategies ?? [];
    return {
      members: (data?.members.nodes ?? []).map(({ id, name, organizationName }) => ({
        value: id,
        label: organizationName ? `${name} · ${organizationName}` : name,
      })),
      organizations: (data?.organizations.nodes ?? []).map(({ id, name }) => ({ value: id, label: name })),
      strategies: strategies
        .filter(({ state }) => state === 'active')
        .map(({ id, title }) => ({ value: id, label: title })),
    };
  }, [data]);
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

interface AddActionDialogProps {
  networkId: string;
  strategyId?: string | null;
  onClose(): void;
}

/** Who does what by when, for a new action. */
export function AddActionDialog({ networkId, strategyId = null, onClose }: AddActionDialogProps) {
  const { t } = useTranslation('actions');
  const choices = useChoices(networkId);
  const blank: What & Who = {
    title: '',
    description: '',
    strategyId,
    ownerMemberId: null,
    organizationId: null,
    dueOn: null,
  };
  const form = useForm({
    key: `action-add:${networkId}:${strategyId ?? ''}`,
    document: AddAction,
    label: t('add_save'),
    touches,
    blank,
    input: (value) => ({ networkId, ...value }),
  });
  return (
    <FormDialog form={form} title={t('add')} save={t('add_save')} onClose={onClose}>
      <WhatAndWhen form={form} choices={choices} />
      <WhoFields form={form} choices={choices} />
    </FormDialog>
  );
}

/** Changes what is to be done and by when. */
export function EditActionDialog({ action, onClose }: { action: ActionView; onClose(): void }) {
  const { t } = useTranslation('actions');
  const choices = useChoices(action.networkId);
  const form = useForm({
    key: `action-edit:${action.id}`,
    document: EditAction,
    label: t('edit_save'),
    touches,
    row: action,
    read: fields('title', 'description', 'strategyId', 'dueOn'),
  });
  return (
    <FormDialog form={form} title={t('edit_title')} save={t('edit_save')} onClose={onClose}>
      <WhatAndWhen form={form} choices={choices} />
    </FormDialog>
  );
}

/** Hands an action to somebody else. */
export function ReassignDialog({ action, onClose }: { action: ActionView; onClose(): void }) {
  const { t } = useTranslation('actions');
  const choices = useChoices(null);
  const form = useForm({
    key: `action-hand-over:${action.id}`,
    document: ReassignAction,
    label: t('hand_over_save'),
    touches,
    row: action,
    read: fields('ownerMemberId', 'organizationId'),
  });
  return (
    <FormDialog form={form} title={t('hand_over_title')} save={t('hand_over_save')} onClose={onClose}>
      <WhoFields form={form} choices={choices} />
    </FormDialog>
  );
}

interface PartProps<V> {
  form: Form<V>;
  choices: ReturnType<typeof useChoices>;
}

function WhatAndWhen({ form, choices }: PartProps<What>) {
  const { t } = useTranslation('actions');
  return (
    <>
      <TextField form={form} name="title" label={t('field.title')} hint={t('hint.title')} required />
      <DayField form={form} name="dueOn" label={t('field.dueOn')} />
      <SelectField
        form={form}
        name="strategyId"
        label={t('field.strategyId')}
        options={choices.strategies}
        none={t('no_strategy')}
      />
      <ProseField form={form} name="description" label={t('field.description')} />
    </>
  );
}

function WhoFields({ form, choices }: PartProps<Who>) {
  const { t } = useTranslation('actions');
  return (
    <>
      <SelectField
        form={form}
        name="ownerMemberId"
        label={t('field.ownerMemberId')}
        options={choices.members}
        none={t('choose_nobody')}
      />
      <SelectField
        form={form}
        name="organizationId"
        label={t('field.organizationId')}
        options={choices.organizations}
        none={t('choose_nobody')}
      />
    </>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField, ProseField, SelectField, TextField } from '../form/bound-fields.tsx';
import { FormDialog } from '../form/form.tsx';
import { fields, type Form, useForm } from '../form/use-form.ts';
import { MemberField, OrganizationField } from '../choices/rows-to-choose.tsx';
import { graphql } from '../server/graphql.ts';
import { useLiveQuery } from '../live/live.ts';
import { ActionParts, type ActionView } from './action-parts.ts';

const ActionChoices = graphql(`
  query ActionChoices($networkId: Uuid!) {
    plan(networkId: $networkId) {
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

/** Strategies of the network that an action can serve. */
function useStrategies(networkId: string | null) {
  const [{ data }] = useLiveQuery(ActionChoices, { networkId: networkId ?? '' }, [], { pause: networkId === null });
  return useMemo(
    () =>
      (data?.plan.strategies ?? [])
        .filter(({ state }) => state === 'active')
        .map(({ id, title }) => ({ value: id, label: title })),
    [data],
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

interface AddActionDialogProps {
  networkId: string;
  strategyId?: string | null;
  onClose(): void;
}

/** Who does what by when, for a new action. */
export function AddActionDialog({ networkId, strategyId = null, onClose }: AddActionDialogProps) {
  const { t } = useTranslation('actions');
  const strategies = useStrategies(networkId);
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
      <WhatAndWhen form={form} strategies={strategies} />
      <WhoFields form={form} />
    </FormDialog>
  );
}

/** Changes what is to be done and by when. */
export function EditActionDialog({ action, onClose }: { action: ActionView; onClose(): void }) {
  const { t } = useTranslation('actions');
  const strategies = useStrategies(action.networkId);
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
      <WhatAndWhen form={form} strategies={strategies} />
    </FormDialog>
  );
}

/** Hands an action to somebody else. */
export function ReassignDialog({ action, onClose }: { action: ActionView; onClose(): void }) {
  const { t } = useTranslation('actions');
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
      <WhoFields form={form} />
    </FormDialog>
  );
}

interface WhatProps {
  form: Form<What>;
  strategies: ReturnType<typeof useStrategies>;
}

function WhatAndWhen({ form, strategies }: WhatProps) {
  const { t } = useTranslation('actions');
  return (
    <>
      <TextField form={form} name="title" label={t('field.title')} hint={t('hint.title')} required />
      <DayField form={form} name="dueOn" label={t('field.dueOn')} />
      <SelectField
        form={form}
        name="strategyId"
        label={t('field.strategyId')}
        options={strategies}
        none={t('no_strategy')}
      />
      <ProseField form={form} name="description" label={t('field.description')} />
    </>
  );
}

function WhoFields({ form }: { form: Form<Who> }) {
  const { t } = useTranslation('actions');
  return (
    <>
      <MemberField form={form} name="ownerMemberId" label={t('field.ownerMemberId')} none={t('choose_nobody')} />
      <OrganizationField
        form={form}
        name="organizationId"
        label={t('field.organizationId')}
        none={t('choose_nobody')}
      />
    </>
  );
}

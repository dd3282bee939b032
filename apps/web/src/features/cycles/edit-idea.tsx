import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { cycleKinds } from './cycle-operations.ts';

const IdeaToEdit = graphql(`
  query IdeaToEdit($id: Uuid!, $networkId: Uuid!) {
    changeIdea(id: $id) {
      id
      version
      title
      description
      driverId
      driverTitle
      strategyId
      strategyTitle
    }
    drivers(networkId: $networkId, first: 200) {
      nodes {
        id
        title
      }
    }
    plan(networkId: $networkId) {
      id
      strategies {
        id
        title
      }
    }
  }
`);
const EditChangeIdea = graphql(`
  mutation EditChangeIdea($input: EditChangeIdeaInput!) {
    editChangeIdea(input: $input) {
      id
      version
      title
      description
      driverId
      strategyId
    }
  }
`);

const kinds = ['change_idea', 'driver', 'strategy'];
const readIdea = fields('title', 'description', 'driverId', 'strategyId');

interface ShownIdea {
  id: string;
  networkId: string;
  title: string;
}

/** Opens the dialog in which an idea gets other words, or another place in the theory of change. */
export function EditIdea({ idea }: { idea: ShownIdea }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" aria-label={t('idea.edit_of', { idea: idea.title })} onClick={() => setOpen(true)}>
        {t('idea.edit')}
      </Button>
      {open ? <EditIdeaDialog idea={idea} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function EditIdeaDialog({ idea, onClose }: { idea: ShownIdea; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const screen = useScreen(IdeaToEdit, { id: idea.id, networkId: idea.networkId }, kinds);
  if (screen.data) return <EditIdeaForm data={screen.data} onClose={onClose} />;
  return (
    <Dialog title={t('idea.title')} onClose={onClose}>
      <Screen state={screen}>{() => null}</Screen>
    </Dialog>
  );
}

interface Titled {
  id: string;
  title: string;
}

/** What can be chosen, with what was chosen before and is no longer in use. */
function choices(inUse: readonly Titled[], id: string | null, title: string | null) {
  const before = id !== null && !inUse.some((one) => one.id === id) ? [{ id, title: title ?? id }] : [];
  return [...inUse, ...before].map((one) => ({ value: one.id, label: one.title }));
}

function EditIdeaForm({ data, onClose }: { data: ResultOf<typeof IdeaToEdit>; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const { changeIdea: idea, drivers, plan } = data;
  const form = useForm({
    key: `change-idea-edit:${idea.id}`,
    document: EditChangeIdea,
    label: t('idea.title'),
    touches: cycleKinds,
    row: idea,
    read: readIdea,
  });
  return (
    <FormDialog form={form} title={t('idea.title')} save={t('save')} onClose={onClose}>
      <TextField form={form} name="title" label={t('idea.name')} hint={t('log.new_title_hint')} required />
      <ProseField form={form} name="description" label={t('idea.description')} hint={t('idea.description_hint')} />
      <SelectField
        form={form}
        name="strategyId"
        label={t('idea.strategy')}
        options={choices(plan.strategies, idea.strategyId, idea.strategyTitle)}
        none={t('idea.none')}
      />
      <SelectField
        form={form}
        name="driverId"
        label={t('idea.driver')}
        options={choices(drivers.nodes, idea.driverId, idea.driverTitle)}
        none={t('idea.none')}
      />
    </FormDialog>
  );
}

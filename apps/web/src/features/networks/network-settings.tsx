import { Button } from '@mantine/core';
import { networkLifecycle, type NetworkVerb } from '@throughline/domain/lifecycles/network';
import { verbsFrom } from '@throughline/domain/lifecycle';
import type { NetworkState } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { ProseField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormDialog } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { isKept } from '../../shared/form/use-saving.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';

const EditNetwork = graphql(`
  mutation EditNetwork($input: EditNetworkInput!) {
    editNetwork(input: $input) {
      id
      version
      name
      purpose
    }
  }
`);
const ActivateNetwork = graphql(`
  mutation ActivateNetwork($input: ActivateNetworkInput!) {
    activateNetwork(input: $input) {
      id
      version
      state
    }
  }
`);
const PauseNetwork = graphql(`
  mutation PauseNetwork($input: PauseNetworkInput!) {
    pauseNetwork(input: $input) {
      id
      version
      state
    }
  }
`);
const ResumeNetwork = graphql(`
  mutation ResumeNetwork($input: ResumeNetworkInput!) {
    resumeNetwork(input: $input) {
      id
      version
      state
    }
  }
`);
const RetireNetwork = graphql(`
  mutation RetireNetwork($input: RetireNetworkInput!) {
    retireNetwork(input: $input) {
      id
      version
      state
    }
  }
`);

interface EditableNetwork {
  id: string;
  version: number;
  name: string;
  purpose: string;
  state: NetworkState;
  abilities: readonly string[];
}

const touches = ['network'];

/** Opens the network's own settings for who manages it; nothing for everybody else. */
export function NetworkSettings({ network }: { network: EditableNetwork }) {
  const { t } = useTranslation('networks');
  const can = useCan();
  const [open, setOpen] = useState(false);
  if (!can('canManageNetwork', network)) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('settings.open')}
      </Button>
      {open ? <SettingsDialog network={network} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function SettingsDialog({ network, onClose }: { network: EditableNetwork; onClose(): void }) {
  const { t } = useTranslation('networks');
  const form = useForm({
    key: `network:${network.id}`,
    document: EditNetwork,
    label: t('settings.save'),
    touches,
    row: network,
    read: fields('name', 'purpose'),
  });
  return (
    <FormDialog
      form={form}
      title={t('settings.title')}
      save={t('settings.save')}
      onClose={onClose}
      below={<States network={network} onDone={onClose} />}
    >
      <TextField form={form} name="name" label={t('field.name')} required />
      <ProseField form={form} name="purpose" label={t('field.purpose')} />
    </FormDialog>
  );
}

const needsReason = (verb: NetworkVerb): verb is 'pause' | 'retire' => verb === 'pause' || verb === 'retire';
const noReason = { reason: '' };

/** Begin, pause, resume, retire: what the network's lifecycle allows now. */
function States({ network, onDone }: { network: EditableNetwork; onDone(): void }) {
  const { t } = useTranslation('networks');
  const { id, version } = network;
  const ways = {
    pause: { document: PauseNetwork, label: t('verb.pause') },
    retire: { document: RetireNetwork, label: t('verb.retire') },
  };
  const reason = useForm({ key: `network-state:${id}`, ...ways.pause, touches, row: network, blank: noReason });
  const acts = {
    activate: useAct({ document: ActivateNetwork, label: t('verb.activate'), touches, row: { id, version } }),
    resume: useAct({ document: ResumeNetwork, label: t('verb.resume'), touches, row: { id, version } }),
  };
  const verbs = verbsFrom(networkLifecycle, network.state);
  const run = async (verb: NetworkVerb) => {
    const isDone = needsReason(verb)
      ? isKept(await reason.save(ways[verb]))
      : (await acts[verb].run())?.kind === 'saved';
    if (isDone) onDone();
  };
  if (verbs.length === 0) return null;
  return (
    <Form form={reason} label={t('settings.state')}>
      {verbs.some(needsReason) ? (
        <ProseField
          form={reason}
          name="reason"
          label={t('settings.reason')}
          hint={t('settings.reason_hint')}
          required
        />
      ) : null}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {verbs.map((verb) => (
          <Button key={verb} variant="default" onClick={() => void run(verb)}>
            {t(`verb.${verb}`)}
          </Button>
        ))}
      </div>
      <ProblemLine problem={acts.activate.problem} />
      <ProblemLine problem={acts.resume.problem} />
    </Form>
  );
}

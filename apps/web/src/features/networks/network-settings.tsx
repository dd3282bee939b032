import { Button } from '@mantine/core';
import { networkLifecycle, type NetworkVerb } from '@throughline/domain/lifecycles/network';
import { verbsFrom } from '@throughline/domain/lifecycle';
import type { NetworkState } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/abilities.ts';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { TextArea, TextLine } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { ProblemLine } from '../../shared/problem.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';

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
  const draft = useDraft(`network:${network.id}`, { name: network.name, purpose: network.purpose });
  const write = useWrite(EditNetwork, { label: t('settings.save'), touches });
  const { name, purpose } = draft.value;
  const done = (kind: string) => {
    if (kind !== 'saved' && kind !== 'waiting') return;
    draft.clear();
    onClose();
  };
  const save = async () => {
    const input = { id: network.id, version: network.version, name, purpose };
    done((await write.run(input, draft.base)).kind);
  };
  return (
    <Dialog
      title={t('settings.title')}
      onClose={onClose}
      actions={<Button onClick={() => void save()}>{t('settings.save')}</Button>}
    >
      <TextLine
        label={t('field.name')}
        value={name}
        onChange={(value) => draft.set({ name: value, purpose })}
        error={write.fieldErrors['name']}
        readOnly={!draft.ready}
        required
      />
      <TextArea
        label={t('field.purpose')}
        value={purpose}
        onChange={(value) => draft.set({ name, purpose: value })}
        error={write.fieldErrors['purpose']}
        readOnly={!draft.ready}
      />
      <ProblemLine problem={write.problem} />
      <States network={network} onDone={onClose} />
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={(field) => t(`field.${field}`)}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(({ kind }) => done(kind))}
      />
    </Dialog>
  );
}

const needsReason = (verb: NetworkVerb) => verb === 'pause' || verb === 'retire';

function States({ network, onDone }: { network: EditableNetwork; onDone(): void }) {
  const { t } = useTranslation('networks');
  const [reason, setReason] = useState('');
  const writes = {
    activate: useWrite(ActivateNetwork, { label: t('verb.activate'), touches }),
    pause: useWrite(PauseNetwork, { label: t('verb.pause'), touches }),
    resume: useWrite(ResumeNetwork, { label: t('verb.resume'), touches }),
    retire: useWrite(RetireNetwork, { label: t('verb.retire'), touches }),
  };
  const verbs = verbsFrom(networkLifecycle, network.state);
  const run = async (verb: NetworkVerb) => {
    const input = { id: network.id, version: network.version, reason };
    const { id, version } = input;
    const outcome = await (verb === 'activate'
      ? writes.activate.run({ id, version })
      : verb === 'resume'
        ? writes.resume.run({ id, version })
        : writes[verb].run(input));
    if (outcome.kind === 'saved') onDone();
  };
  if (verbs.length === 0) return null;
  return (
    <>
      {verbs.some(needsReason) ? (
        <TextArea label={t('settings.reason')} hint={t('settings.reason_hint')} value={reason} onChange={setReason} />
      ) : null}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {verbs.map((verb) => (
          <Button key={verb} variant="default" onClick={() => void run(verb)}>
            {t(`verb.${verb}`)}
          </Button>
        ))}
      </div>
      {verbs.map((verb) => (
        <ProblemLine key={verb} problem={writes[verb].problem} />
      ))}
    </>
  );
}

import { useEffect, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useParams, useSearch } from 'wouter';
import { titleFrom } from '@throughline/domain/quick-log';
import { Empty } from '../../shared/empty.tsx';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useQueuedMutation } from '../../shared/use-queued-mutation.ts';
import { LogTest } from './cycle-operations.ts';
import { Logged } from './logged.tsx';
import { useIdeaChoices, useNetworkChoices, type Choice } from './quick-log-choices.ts';

/** Chosen in place of an idea: the test opens a new one. */
const newIdea = 'new';

interface Log {
  networkId: string;
  ideaId: string;
  newTitle: string;
  tried: string;
  expected: string;
  happened: string;
}

const blank: Log = { networkId: '', ideaId: '', newTitle: '', tried: '', expected: '', happened: '' };

/** A test in three fields, for a phone in a corridor with or without a network. */
export default function QuickLogScreen() {
  const { t } = useTranslation('cycles');
  const networks = useNetworkChoices();
  if (!networks) return <Loading />;
  if (networks.length > 0) return <QuickLog networks={networks} />;
  return (
    <Page title={t('log.title')} width="prose">
      <Empty sentence={t('log.no_network')} example={t('log.no_network_example')} />
    </Page>
  );
}

function QuickLog({ networks }: { networks: Choice[] }) {
  const { t } = useTranslation('cycles');
  const { id: asked } = useParams<{ id?: string }>();
  const askedIdea = new URLSearchParams(useSearch()).get('idea') ?? '';
  const draft = useDraft('quick-log', blank);
  const last = useDraft('quick-log-network', '');
  const [loggedId, setLoggedId] = useState<string>();
  const [missing, setMissing] = useState(false);
  const { run, state } = useQueuedMutation(LogTest, t('log.label'));

  const { value } = draft;
  const wanted = [value.networkId, asked, last.value, networks[0]?.id];
  const networkId = wanted.find((id) => networks.some((one) => one.id === id)) ?? '';
  const ideas = useIdeaChoices(networkId);
  const known = (id: string) => id === newIdea || ideas?.some((idea) => idea.id === id);
  const ideaId = [value.ideaId, askedIdea].find((id) => id !== '' && known(id)) ?? ideas?.[0]?.id ?? newIdea;
  const put = (part: Partial<Log>) => draft.set({ ...value, ...part });

  const save = async () => {
    if (value.tried.trim() === '') return setMissing(true);
    const id = uuid();
    const isNew = ideaId === newIdea;
    await run({
      id,
      questionId: uuid(),
      networkId,
      changeIdeaId: isNew ? uuid() : ideaId,
      newIdeaTitle: isNew ? value.newTitle.trim() || titleFrom(value.tried) : null,
      tried: value.tried,
      expected: value.expected,
      happened: value.happened,
    });
    last.set(networkId);
    draft.clear();
    setMissing(false);
    setLoggedId(id);
  };

  if (loggedId) return <Logged cycleId={loggedId} state={state} onAnother={() => setLoggedId(undefined)} />;
  return (
    <Page
      title={t('log.title')}
      width="prose"
      lead={t('log.lead')}
      state={<SaveChip state={state} draft={draft.dirty} />}
      action={
        <Button type="submit" form="quick-log" disabled={!draft.ready} fullWidth>
          {t('log.save')}
        </Button>
      }
    >
      <form
        id="quick-log"
        noValidate
        style={{ display: 'flex', flexDirection: 'column', gap: 20 }}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextArea
          label={t('log.tried')}
          hint={t('log.tried_hint')}
          value={value.tried}
          required
          readOnly={!draft.ready}
          error={missing && value.tried.trim() === '' ? t('log.tried_missing') : undefined}
          onChange={(tried) => put({ tried })}
        />
        <TextArea
          label={t('log.expected')}
          hint={t('log.expected_hint')}
          value={value.expected}
          readOnly={!draft.ready}
          onChange={(expected) => put({ expected })}
        />
        <TextArea
          label={t('log.happened')}
          hint={t('log.happened_hint')}
          value={value.happened}
          readOnly={!draft.ready}
          onChange={(happened) => put({ happened })}
        />
        {networks.length > 1 ? (
          <ChoiceField
            label={t('log.network')}
            value={networkId}
            options={networks.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(chosen) => put({ networkId: chosen, ideaId: '' })}
          />
        ) : null}
        <IdeaField ideas={ideas ?? []} ideaId={ideaId} value={value} put={put} />
        <p style={{ margin: 0, color: 'var(--tl-text-quiet)' }}>
          {t(value.happened.trim() === '' ? 'log.locks_now' : 'log.afterwards')}
        </p>
      </form>
    </Page>
  );
}

interface IdeaFieldProps {
  ideas: Choice[];
  ideaId: string;
  value: Log;
  put(part: Partial<Log>): void;
}

function IdeaField({ ideas, ideaId, value, put }: IdeaFieldProps) {
  const { t } = useTranslation('cycles');
  const options = useMemo(
    () => [
      ...ideas.map(({ id, title }) => ({ value: id, label: title })),
      { value: newIdea, label: t('log.new_idea') },
    ],
    [ideas, t],
  );
  const { ideaId: chosen } = value;
  useEffect(() => {
    // What is shown is what is sent: a default that changes under a half-written test would move it to another idea.
    if (chosen === '' && value.tried !== '' && ideas.length > 0) put({ ideaId });
  }, [chosen, ideaId, ideas.length, put, value.tried]);
  return (
    <>
      <ChoiceField label={t('log.idea')} value={ideaId} options={options} onChange={(id) => put({ ideaId: id })} />
      {ideaId === newIdea ? (
        <TextLine
          label={t('log.new_title')}
          hint={t('log.new_title_hint')}
          value={value.newTitle}
          onChange={(newTitle) => put({ newTitle })}
        />
      ) : null}
    </>
  );
}

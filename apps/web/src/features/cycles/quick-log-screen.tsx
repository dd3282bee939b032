import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams, useSearch } from 'wouter';
import { titleFrom } from '@throughline/domain/quick-log';
import { NoNetwork } from '../../shared/states/no-network.tsx';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { Form } from '../../shared/form/form.tsx';
import type { IdOf } from '../../shared/form/new-ids.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
import { cycleKinds, LogTest } from './cycle-operations.ts';
import { useLastPlace } from './last-place.ts';
import { Logged, type LoggedTest } from './logged.tsx';
import { newIdea, PlaceFields, type PlaceWords } from './place-fields.tsx';
import { type Choice, useIdeaChoices, useNetworkChoices } from './quick-log-choices.ts';

interface Log extends PlaceWords {
  tried: string;
  expected: string;
  happened: string;
}

/** A test in three fields, for a phone in a corridor with or without a network. */
export default function QuickLogScreen() {
  const { t } = useTranslation('cycles');
  const networks = useNetworkChoices();
  if (!networks) return <Loading />;
  return networks.length > 0 ? <QuickLog networks={networks} /> : <NoNetwork title={t('log.title')} />;
}

function inputOf({ networkId, ideaId, newTitle, ...log }: Log, _base: Log, idOf: IdOf) {
  const isNew = ideaId === newIdea;
  return {
    ...log,
    questionId: idOf('question'),
    networkId: networkId ?? '',
    changeIdeaId: isNew ? idOf('idea') : (ideaId ?? ''),
    newIdeaTitle: isNew ? newTitle.trim() || titleFrom(log.tried) : null,
  };
}

/** The first of these ids that is among the choices. */
const firstKnown = (choices: readonly Choice[], ...ids: (string | null | undefined)[]): string | null =>
  ids.find((id) => choices.some((one) => one.id === id)) ?? null;

function QuickLog({ networks }: { networks: Choice[] }) {
  const { t } = useTranslation('cycles');
  const { id: givenId } = useParams<{ id?: string }>();
  const askedIdea = new URLSearchParams(useSearch()).get('idea');
  const [last, remember] = useLastPlace();
  const [logged, setLogged] = useState<LoggedTest>();
  // Nothing is chosen without a reason: the page one came from, the place of the last test, the only network.
  const only = networks.length === 1 ? networks[0]?.id : null;
  const presetNetwork = firstKnown(networks, givenId, last?.networkId, only);
  const { ideas: presetIdeas, hasNone } = useIdeaChoices(presetNetwork);
  const known = firstKnown(presetIdeas, askedIdea, last?.networkId === presetNetwork ? last?.ideaId : null);
  // The first test of a network is of a new idea.
  const presetIdea = known ?? (hasNone ? newIdea : null);
  const form = useForm({
    key: 'quick-log',
    document: LogTest,
    label: t('log.label'),
    touches: cycleKinds,
    blank: {
      networkId: presetNetwork,
      ideaId: presetIdea,
      newTitle: '',
      tried: '',
      expected: '',
      happened: '',
    } as Log,
    input: inputOf,
  });
  const { value } = form;
  const { ideas } = useIdeaChoices(value.networkId);

  const end = () => {
    const { networkId, ideaId } = value;
    if (networkId === null || ideaId === null) return;
    const input = inputOf(value, value, form.idOf);
    remember({ networkId, ideaId: input.changeIdeaId });
    setLogged({
      id: form.newId,
      networkId,
      networkName: networks.find(({ id }) => id === networkId)?.title ?? '',
      ideaTitle: input.newIdeaTitle ?? ideas.find(({ id }) => id === ideaId)?.title ?? '',
    });
  };

  if (logged) return <Logged test={logged} state={form.state} onAnother={() => setLogged(undefined)} />;
  return (
    <Page
      title={t('log.title')}
      width="prose"
      lead={t('log.lead')}
      state={<SaveChip state={form.state} draft={form.dirty} />}
      action={
        <Button type="submit" form="quick-log" disabled={!form.ready} loading={form.state === 'saving'} fullWidth>
          {t('log.save')}
        </Button>
      }
    >
      <Form id="quick-log" form={form} onKept={end}>
        <ProseField form={form} name="tried" label={t('log.tried')} hint={t('log.tried_hint')} required />
        <ProseField form={form} name="expected" label={t('log.expected')} hint={t('log.expected_hint')} />
        <ProseField form={form} name="happened" label={t('log.happened')} hint={t('log.happened_hint')} />
        <PlaceFields form={form} networks={networks} ideas={ideas} />
        <p style={{ margin: 0, color: 'var(--tl-text-quiet)' }}>
          {t(value.happened.trim() === '' ? 'log.locks_now' : 'log.afterwards')}
        </p>
      </Form>
    </Page>
  );
}

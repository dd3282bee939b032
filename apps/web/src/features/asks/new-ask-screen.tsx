import { addDays } from '@throughline/domain/dates';
import { answerWithinDays } from '@throughline/domain/blocked-action';
import { escalationCategories, escalationKinds } from '@throughline/domain/vocabulary';
import { useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { v7 as uuid } from 'uuid';
import { ChoiceField, DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { ProblemLine, ProblemView } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { askKinds, BlockedAction, NewAskChoices, RaiseAsk } from './ask-operations.ts';
import { TargetField, targetOf } from './target-field.tsx';
import { useToday } from '../../shared/use-today.ts';
import classes from './asks.module.css';

interface NewAsk {
  networkId: string;
  kind: string;
  category: string;
  title: string;
  description: string;
  ask: string;
  target: string;
  respondBy: string;
}

/** A new ask; `?action=` fills it in from a blocked action, `?network=` chooses the network. */
export default function NewAskScreen() {
  const [search] = useSearchParams();
  const actionId = search.get('action');
  const today = useToday();
  if (actionId) return <FromAction key={actionId} actionId={actionId} />;
  const initial: NewAsk = {
    networkId: search.get('network') ?? '',
    kind: 'barrier',
    category: '',
    title: '',
    description: '',
    ask: '',
    target: '',
    respondBy: addDays(today, answerWithinDays),
  };
  return <NewAskForm initial={initial} actionId={null} />;
}

function FromAction({ actionId }: { actionId: string }) {
  const { t, i18n } = useTranslation('asks');
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const [{ data, error }, again] = useLiveQuery(BlockedAction, { id: actionId, language });
  if (error && !data)
    return <ProblemView whole problem={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading />;
  const draft = data.action.barrierDraft;
  if (!draft) {
    return <ProblemView problem={{ code: 'REFUSED', message: t('new.not_blocked', { action: data.action.title }) }} />;
  }
  const { networkId, kind, title, description, ask, respondBy } = draft;
  return (
    <NewAskForm
      initial={{ networkId, kind, category: '', title, description, ask, target: '', respondBy }}
      actionId={actionId}
      actionTitle={data.action.title}
    />
  );
}

interface NewAskFormProps {
  initial: NewAsk;
  actionId: string | null;
  actionTitle?: string;
}

function NewAskForm({ initial, actionId, actionTitle }: NewAskFormProps) {
  const { t } = useTranslation(['asks', 'words']);
  const [, navigate] = useLocation();
  const [id] = useState(() => uuid());
  const today = useToday();
  const draft = useDraft<NewAsk>(`new-ask:${actionId ?? initial.networkId}`, initial);
  const write = useWrite(RaiseAsk, { label: t('new.title'), touches: [...askKinds, 'action'] });
  const [{ data }] = useLiveQuery(NewAskChoices, {}, ['network']);
  const { value } = draft;
  const field = (name: keyof NewAsk, path: string = name) => ({
    value: value[name],
    readOnly: !draft.ready,
    error: write.fieldErrors[path],
    onChange: (next: string) => draft.set({ ...value, [name]: next }),
  });
  const kind = escalationKinds.find((one) => one === value.kind);
  const category = escalationCategories.find((one) => one === value.category);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!kind || !category) return;
    const { networkId, title, description, ask, respondBy } = value;
    const input = {
      id,
      networkId,
      kind,
      category,
      title,
      description,
      ask,
      respondBy,
      actionId,
      ...targetOf(value.target),
    };
    const outcome = await write.run(input);
    if (outcome.kind !== 'saved' && outcome.kind !== 'waiting') return;
    draft.clear();
    navigate(outcome.kind === 'saved' ? `/asks/${id}` : '/asks');
  };
  const choose = { value: '', label: t('field.choose') };
  return (
    <Page
      title={t('new.title')}
      lead={actionTitle ? t('new.from_action', { action: actionTitle }) : t('new.lead')}
      width="prose"
      state={<SaveChip state={write.state} draft={draft.dirty} />}
    >
      <form onSubmit={(event) => void submit(event)} className={classes['form']}>
        {actionId ? null : (
          <ChoiceField
            label={t('field.network')}
            required
            options={[choose, ...(data?.networks.nodes ?? []).map((one) => ({ value: one.id, label: one.name }))]}
            {...field('networkId')}
          />
        )}
        <ChoiceField
          label={t('field.kind')}
          hint={t('hint.kind')}
          required
          options={escalationKinds.map((one) => ({ value: one, label: t(`words:escalation_kind.${one}`) }))}
          {...field('kind')}
        />
        <ChoiceField
          label={t('field.category')}
          hint={t('hint.category')}
          required
          options={[
            choose,
            ...escalationCategories.map((one) => ({ value: one, label: t(`words:escalation_category.${one}`) })),
          ]}
          {...field('category')}
        />
        <TextLine label={t('field.title')} required {...field('title')} />
        <TargetField
          label={t('field.whom')}
          {...field('target', 'toOrganizationId')}
          error={write.fieldErrors['toOrganizationId'] ?? write.fieldErrors['toTableId']}
        />
        <TextArea label={t('field.ask')} hint={t('hint.ask')} required {...field('ask')} />
        <TextArea label={t('field.description')} {...field('description')} />
        <DateField label={t('field.respond_by')} required min={addDays(today, 1)} {...field('respondBy')} />
        <ProblemLine problem={write.problem} />
        <Button type="submit" loading={write.state === 'saving'} className={classes['start']}>
          {t('new.send')}
        </Button>
      </form>
    </Page>
  );
}

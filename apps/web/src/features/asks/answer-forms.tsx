import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { addDays } from '@throughline/domain/dates';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { DateField, TextArea } from '../../shared/fields.tsx';
import { useWrite } from '../../shared/use-write.ts';
import { AnswerForm, useAnswer } from './answer-form.tsx';
import {
  AcknowledgeAsk,
  type AskData,
  askKinds,
  CommitAsk,
  ConfirmAsk,
  DeclineAsk,
  FulfilAsk,
  RedirectAsk,
  ReopenAsk,
  WithdrawAsk,
} from './ask-operations.ts';
import { EditAskForm } from './edit-ask-form.tsx';
import { TargetField, targetOf } from './target-field.tsx';
import { useToday } from '../../shared/use-today.ts';
import classes from './asks.module.css';

interface TextInput {
  idempotencyKey: string;
  id: string;
  version: number;
  text: string;
}

/** Answers that are a text and nothing else. */
const written: Readonly<Record<string, TypedDocumentNode<unknown, { input: TextInput }>>> = {
  acknowledge: AcknowledgeAsk,
  decline: DeclineAsk,
  fulfil: FulfilAsk,
  confirm: ConfirmAsk,
  withdraw: WithdrawAsk,
};
const mayBeEmpty = new Set(['acknowledge', 'confirm']);
/** The answers that most asks are waiting for come first. */
const order = ['fulfil', 'commit', 'decline', 'redirect', 'acknowledge', 'confirm', 'reopen', 'edit', 'withdraw'];
const touches = [...askKinds, 'action'];

/** What the viewer may do with the ask now: one button each, and the form of the chosen one with what it means. */
export function AnswerForms({ ask }: { ask: AskData }) {
  const { t } = useTranslation('asks');
  const [chosen, setChosen] = useState<string>();
  const formId = useId();
  const verbs = order.filter((verb) => ask.verbs.includes(verb));
  if (verbs.length === 0) return null;
  const verb = chosen !== undefined && verbs.includes(chosen) ? chosen : undefined;
  const close = () => setChosen(undefined);
  return (
    <section aria-label={t('answer.title')} className={classes['answer']}>
      <h2>{t('answer.title')}</h2>
      <div className={classes['verbs']}>
        {verbs.map((one, at) => (
          <Button
            key={one}
            variant={at === 0 && !verb ? 'filled' : 'default'}
            aria-expanded={verb === one}
            aria-controls={formId}
            onClick={() => setChosen(verb === one ? undefined : one)}
          >
            {t(`verb.${one}`)}
          </Button>
        ))}
      </div>
      <div id={formId}>
        {verb ? <p className={classes['explained']}>{t(`explained.${verb}`)}</p> : null}
        {verb === undefined ? null : <Chosen key={verb} verb={verb} ask={ask} done={close} />}
      </div>
    </section>
  );
}

interface FormProps {
  ask: AskData;
  done(): void;
}

function Chosen({ verb, ask, done }: FormProps & { verb: string }) {
  if (verb === 'commit') return <CommitForm ask={ask} done={done} />;
  if (verb === 'redirect') return <RedirectForm ask={ask} done={done} />;
  if (verb === 'reopen') return <ReopenForm ask={ask} done={done} />;
  if (verb === 'edit') return <EditAskForm ask={ask} done={done} />;
  const document = written[verb];
  return document ? <WrittenForm verb={verb} document={document} ask={ask} done={done} /> : null;
}

function WrittenForm({
  verb,
  document,
  ask,
  done,
}: FormProps & { verb: string; document: TypedDocumentNode<unknown, { input: TextInput }> }) {
  const { t } = useTranslation('asks');
  const write = useWrite(document, { label: t(`verb.${verb}`), touches });
  const answer = useAnswer(ask.id, verb, done);
  const { text } = answer.draft.value;
  return (
    <AnswerForm
      verb={verb}
      write={write}
      draft={answer.draft}
      send={() => answer.send(write.run({ id: ask.id, version: ask.version, text }))}
    >
      <TextArea
        label={t(`text.${verb}`)}
        value={text}
        required={!mayBeEmpty.has(verb)}
        readOnly={!answer.draft.ready}
        error={write.fieldErrors['text']}
        onChange={(value) => answer.draft.set({ ...answer.draft.value, text: value })}
      />
    </AnswerForm>
  );
}

function CommitForm({ ask, done }: FormProps) {
  const { t } = useTranslation('asks');
  const today = useToday();
  const write = useWrite(CommitAsk, { label: t('verb.commit'), touches });
  const answer = useAnswer(ask.id, 'commit', done);
  const { text, day } = answer.draft.value;
  return (
    <AnswerForm
      verb="commit"
      write={write}
      draft={answer.draft}
      send={() => answer.send(write.run({ id: ask.id, version: ask.version, text, promisedBy: day }))}
    >
      <TextArea
        label={t('text.commit')}
        hint={t('hint.commit')}
        value={text}
        required
        readOnly={!answer.draft.ready}
        error={write.fieldErrors['text']}
        onChange={(value) => answer.draft.set({ ...answer.draft.value, text: value })}
      />
      <DateField
        label={t('field.promised_by')}
        value={day}
        required
        min={today}
        error={write.fieldErrors['promisedBy']}
        onChange={(value) => answer.draft.set({ ...answer.draft.value, day: value })}
      />
    </AnswerForm>
  );
}

function RedirectForm({ ask, done }: FormProps) {
  const { t } = useTranslation('asks');
  const write = useWrite(RedirectAsk, { label: t('verb.redirect'), touches });
  const answer = useAnswer(ask.id, 'redirect', done);
  const { text, target } = answer.draft.value;
  return (
    <AnswerForm
      verb="redirect"
      write={write}
      draft={answer.draft}
      send={() => answer.send(write.run({ id: ask.id, version: ask.version, text, ...targetOf(target) }))}
    >
      <TargetField
        label={t('field.instead')}
        value={target}
        except={ask.toOrganizationId ?? ask.toTableId ?? undefined}
        error={write.fieldErrors['toOrganizationId'] ?? write.fieldErrors['toTableId']}
        onChange={(value) => answer.draft.set({ ...answer.draft.value, target: value })}
      />
      <TextArea
        label={t('text.redirect')}
        value={text}
        required
        readOnly={!answer.draft.ready}
        error={write.fieldErrors['text']}
        onChange={(value) => answer.draft.set({ ...answer.draft.value, text: value })}
      />
    </AnswerForm>
  );
}

function ReopenForm({ ask, done }: FormProps) {
  const { t } = useTranslation('asks');
  const today = useToday();
  const write = useWrite(ReopenAsk, { label: t('verb.reopen'), touches });
  const answer = useAnswer(ask.id, 'reopen', done);
  const { text, day } = answer.draft.value;
  return (
    <AnswerForm
      verb="reopen"
      write={write}
      draft={answer.draft}
      send={() => answer.send(write.run({ id: ask.id, version: ask.version, text, respondBy: day }))}
    >
      <TextArea
        label={t('text.reopen')}
        value={text}
        required
        readOnly={!answer.draft.ready}
        error={write.fieldErrors['text']}
        onChange={(value) => answer.draft.set({ ...answer.draft.value, text: value })}
      />
      <DateField
        label={t('field.respond_by')}
        value={day}
        required
        min={addDays(today, 1)}
        error={write.fieldErrors['respondBy']}
        onChange={(value) => answer.draft.set({ ...answer.draft.value, day: value })}
      />
    </AnswerForm>
  );
}

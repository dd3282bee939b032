import { useState } from 'react';
import { Button } from '@mantine/core';
import { escalationLifecycle } from '@throughline/domain/lifecycles/escalation';
import { verbsFrom } from '@throughline/domain/lifecycle';
import { type EscalationState, escalationStates } from '@throughline/domain/vocabulary';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { graphql, type VariablesOf } from '../../shared/server/graphql.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
import classes from './my-work.module.css';

const AcknowledgeHere = graphql(`
  mutation AcknowledgeHere($input: AcknowledgeEscalationInput!) {
    acknowledgeEscalation(input: $input) {
      id
      version
      state
    }
  }
`);
const ConfirmHere = graphql(`
  mutation ConfirmHere($input: ConfirmEscalationInput!) {
    confirmEscalation(input: $input) {
      id
      version
      state
    }
  }
`);
const AcceptHere = graphql(`
  mutation AcceptHere($input: AcceptEscalationInput!) {
    acceptEscalation(input: $input) {
      id
      version
      state
    }
  }
`);
const SignHere = graphql(`
  mutation SignHere($input: SignOffInput!) {
    signOff(input: $input) {
      id
      version
    }
  }
`);
const escalationRowKinds = ['escalation', 'escalation_answer'];
const charterKinds = ['charter', 'sign_off'];

interface Waiting {
  id: string;
  version: number;
  waitsFor: 'answer' | 'confirmation' | 'sign_off';
  state: string;
  title: string;
}

/** What can be answered without leaving My work; what needs more words is done on the item's own page. */
export function AnswerHere({ item }: { item: Waiting }) {
  if (item.waitsFor === 'sign_off') return <SignOffHere item={item} />;
  const state = escalationStates.find((one) => one === item.state);
  if (!state) return null;
  if (item.waitsFor === 'answer' && offers(state, 'acknowledge')) return <Acknowledge item={item} />;
  if (item.waitsFor !== 'confirmation') return null;
  if (offers(state, 'confirm')) return <Close item={item} verb="confirm" />;
  return offers(state, 'accept') ? <Close item={item} verb="accept" /> : null;
}

const offers = (state: EscalationState, verb: 'acknowledge' | 'confirm' | 'accept'): boolean =>
  verbsFrom(escalationLifecycle, state).includes(verb);

/** One tap: the ask has been seen and an answer is on its way. */
function Acknowledge({ item: { id, version, title } }: { item: Waiting }) {
  const { t } = useTranslation('my-work');
  const label = t('here.acknowledge');
  // Somebody who answered meanwhile is shown by the list at once: there is nothing to merge.
  const act = useAct({
    document: AcknowledgeHere,
    label,
    touches: escalationRowKinds,
    row: { id, version },
    exactly: true,
  });
  return (
    <>
      <Button
        variant="default"
        className={classes['here'] ?? ''}
        loading={act.state === 'saving'}
        aria-label={`${label}: ${title}`}
        onClick={() => void act.run({})}
      >
        {label}
      </Button>
      <ProblemLine problem={act.problem} />
    </>
  );
}

const noWord = { text: '' };

type CloseInput = VariablesOf<typeof ConfirmHere>['input'];

const closing: Readonly<Record<'confirm' | 'accept', TypedDocumentNode<unknown, { input: CloseInput }>>> = {
  confirm: ConfirmHere,
  accept: AcceptHere,
};

/** Confirming a deed or accepting a no ends the contract, so it is asked once more, with room for a word. */
function Close({ item, verb }: { item: Waiting; verb: 'confirm' | 'accept' }) {
  const { t } = useTranslation('my-work');
  const [open, setOpen] = useState(false);
  const form = useForm({
    key: `${verb}:${item.id}`,
    document: closing[verb],
    label: t(`here.${verb}`),
    touches: escalationRowKinds,
    row: item,
    blank: noWord,
    input: ({ text }) => ({ text: text || null }),
    exactly: true,
  });
  if (!open) return <Opener label={t(`here.${verb}_open`)} title={item.title} onOpen={() => setOpen(true)} />;
  return (
    <Form form={form} className={classes['form']} label={`${t(`here.${verb}`)}: ${item.title}`}>
      <ProseField form={form} name="text" label={t('here.word')} hint={t('here.word_hint')} />
      <FormButtons form={form} save={t(`here.${verb}`)}>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('here.close')}
        </Button>
      </FormButtons>
    </Form>
  );
}

const noVerdict = { verdict: 'agree' as 'agree' | 'object', comment: '' };

function SignOffHere({ item: { id, title } }: { item: Waiting }) {
  const { t } = useTranslation('my-work');
  const [open, setOpen] = useState(false);
  const form = useForm({
    key: `sign-off:${id}`,
    document: SignHere,
    label: t('here.sign'),
    touches: charterKinds,
    blank: noVerdict,
    input: (value) => ({ charterId: id, ...value }),
  });
  const say = (verdict: 'agree' | 'object') => {
    form.set({ verdict });
    void form.save();
  };
  if (!open) return <Opener label={t('here.sign')} title={title} onOpen={() => setOpen(true)} />;
  return (
    <Form form={form} className={classes['form']} label={`${t('here.sign')}: ${title}`}>
      <ProseField form={form} name="comment" label={t('here.comment')} hint={t('here.comment_hint')} />
      <div className={classes['buttons']}>
        <Button disabled={!form.ready} onClick={() => say('agree')}>
          {t('here.agree')}
        </Button>
        <Button variant="default" disabled={!form.ready} onClick={() => say('object')}>
          {t('here.object')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {t('here.close')}
        </Button>
        <SaveChip state={form.state} draft={form.dirty} />
      </div>
    </Form>
  );
}

function Opener({ label, title, onOpen }: { label: string; title: string; onOpen(): void }) {
  return (
    <Button variant="default" className={classes['here'] ?? ''} aria-label={`${label}: ${title}`} onClick={onOpen}>
      {label}
    </Button>
  );
}

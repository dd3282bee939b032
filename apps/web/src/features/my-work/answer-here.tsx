import { useState } from 'react';
import { Button } from '@mantine/core';
import { escalationLifecycle } from '@throughline/domain/lifecycles/escalation';
import { verbsFrom } from '@throughline/domain/lifecycle';
import { type EscalationState, escalationStates } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { TextArea } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { ProblemLine } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
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
const SignHere = graphql(`
  mutation SignHere($input: SignOffInput!) {
    signOff(input: $input) {
      id
      version
    }
  }
`);
const askKinds = ['escalation', 'escalation_answer'];
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
  if (item.waitsFor === 'confirmation' && offers(state, 'confirm')) return <Confirm item={item} />;
  return null;
}

const offers = (state: EscalationState, verb: 'acknowledge' | 'confirm'): boolean =>
  verbsFrom(escalationLifecycle, state).includes(verb);

/** One tap: the ask has been seen and an answer is on its way. */
function Acknowledge({ item: { id, version, title } }: { item: Waiting }) {
  const { t } = useTranslation('my-work');
  const write = useWrite(AcknowledgeHere, { label: t('here.acknowledge'), touches: askKinds });
  return (
    <>
      <Button
        variant="default"
        className={classes['here'] ?? ''}
        loading={write.state === 'saving'}
        aria-label={`${t('here.acknowledge')}: ${title}`}
        onClick={() => void write.run({ id, version })}
      >
        {t('here.acknowledge')}
      </Button>
      <Problem write={write} />
    </>
  );
}

/** Confirming ends the contract, so it is asked once more, with room for a word. */
function Confirm({ item: { id, version, title } }: { item: Waiting }) {
  const { t } = useTranslation('my-work');
  const [open, setOpen] = useState(false);
  const draft = useDraft(`confirm:${id}`, '');
  const write = useWrite(ConfirmHere, { label: t('here.confirm'), touches: askKinds });
  const confirm = async () => {
    const outcome = await write.run({ id, version, text: draft.value || null });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  if (!open) return <Opener label={t('here.confirm_open')} title={title} onOpen={() => setOpen(true)} />;
  return (
    <form
      className={classes['form']}
      aria-label={`${t('here.confirm')}: ${title}`}
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <TextArea
        label={t('here.word')}
        hint={t('here.word_hint')}
        value={draft.value}
        onChange={draft.set}
        readOnly={!draft.ready}
        error={write.fieldErrors['text']}
      />
      <div className={classes['buttons']}>
        <Button type="submit" loading={write.state === 'saving'}>
          {t('here.confirm')}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('here.close')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <Problem write={write} />
    </form>
  );
}

function SignOffHere({ item: { id, title } }: { item: Waiting }) {
  const { t } = useTranslation('my-work');
  const [open, setOpen] = useState(false);
  // One id for both attempts, so that a second one is not a second signature.
  const [signatureId] = useState(() => uuid());
  const draft = useDraft(`sign-off:${id}`, '');
  const write = useWrite(SignHere, { label: t('here.sign'), touches: charterKinds });
  const say = async (verdict: 'agree' | 'object') => {
    const outcome = await write.run({ id: signatureId, charterId: id, verdict, comment: draft.value });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  if (!open) return <Opener label={t('here.sign')} title={title} onOpen={() => setOpen(true)} />;
  return (
    <form
      className={classes['form']}
      aria-label={`${t('here.sign')}: ${title}`}
      onSubmit={(event) => {
        event.preventDefault();
        void say('agree');
      }}
    >
      <TextArea
        label={t('here.comment')}
        hint={t('here.comment_hint')}
        value={draft.value}
        onChange={draft.set}
        readOnly={!draft.ready}
        error={write.fieldErrors['comment']}
      />
      <div className={classes['buttons']}>
        <Button type="submit">{t('here.agree')}</Button>
        <Button variant="default" onClick={() => void say('object')}>
          {t('here.object')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {t('here.close')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <Problem write={write} />
    </form>
  );
}

function Opener({ label, title, onOpen }: { label: string; title: string; onOpen(): void }) {
  return (
    <Button variant="default" className={classes['here'] ?? ''} aria-label={`${label}: ${title}`} onClick={onOpen}>
      {label}
    </Button>
  );
}

/** A stale version means that somebody answered meanwhile: the list shows it at once, so there is nothing to merge. */
function Problem({ write }: { write: { problem: Parameters<typeof ProblemLine>[0]['problem']; conflict: unknown } }) {
  const { t } = useTranslation('my-work');
  if (write.conflict) return <p role="alert">{t('here.meanwhile')}</p>;
  return <ProblemLine problem={write.problem} />;
}

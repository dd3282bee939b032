import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { addDays } from '@throughline/domain/dates';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { DayField, ProseField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { useToday } from '../../shared/session/use-today.ts';
import {
  AcceptEscalation,
  AcknowledgeEscalation,
  type EscalationData,
  escalationRowKinds,
  CommitEscalation,
  ConfirmEscalation,
  DeclineEscalation,
  FulfilEscalation,
  RedirectEscalation,
  ReopenEscalation,
  WithdrawEscalation,
} from './escalation-operations.ts';
import { RewordForm } from './reword-form.tsx';
import { TargetField, targetOf } from './target-field.tsx';
import classes from './escalations.module.css';

interface TextInput {
  idempotencyKey: string;
  id: string;
  version: number;
  text: string;
}

/** Answers that are a text and nothing else. */
const textMutations = {
  acknowledge: AcknowledgeEscalation,
  decline: DeclineEscalation,
  fulfil: FulfilEscalation,
  confirm: ConfirmEscalation,
  accept: AcceptEscalation,
  withdraw: WithdrawEscalation,
} satisfies Readonly<Record<string, TypedDocumentNode<unknown, { input: TextInput }>>>;
type WrittenVerb = keyof typeof textMutations;
const isWritten = (verb: AnswerVerb): verb is WrittenVerb => verb in textMutations;

const mayBeEmpty: ReadonlySet<WrittenVerb> = new Set(['acknowledge', 'confirm', 'accept'] as const);
/** The answers that most asks are waiting for come first. */
const order = [
  'fulfil',
  'commit',
  'decline',
  'redirect',
  'acknowledge',
  'confirm',
  'accept',
  'revise',
  'reopen',
  'edit',
  'withdraw',
] as const;
type AnswerVerb = (typeof order)[number];
const touches = [...escalationRowKinds, 'action'];

/** What the viewer may do with the ask now: one button each, and the form of the chosen one with what it means. */
export function AnswerForms({ escalation }: { escalation: EscalationData }) {
  const { t } = useTranslation('escalations');
  const [chosen, setChosen] = useState<AnswerVerb>();
  const formId = useId();
  const verbs = order.filter((verb) => escalation.verbs.includes(verb));
  if (verbs.length === 0) return null;
  const verb = standing(chosen, verbs);
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
        {verb === undefined ? null : <Chosen verb={verb} escalation={escalation} onDone={close} />}
      </div>
    </section>
  );
}

const isRewording = (verb: AnswerVerb | undefined): verb is 'edit' | 'revise' => verb === 'edit' || verb === 'revise';

/** Words that are being changed when an answer comes go on as a new version; any other verb ends with its chance. */
function standing(chosen: AnswerVerb | undefined, verbs: readonly AnswerVerb[]): AnswerVerb | undefined {
  if (chosen === undefined || verbs.includes(chosen)) return chosen;
  return isRewording(chosen) ? verbs.find(isRewording) : undefined;
}

interface FormProps {
  escalation: EscalationData;
  onDone(): void;
}

function Chosen({ verb, escalation, onDone: done }: FormProps & { verb: AnswerVerb }) {
  if (isRewording(verb)) return <RewordForm verb={verb} escalation={escalation} onDone={done} />;
  if (verb === 'commit') return <CommitForm escalation={escalation} onDone={done} />;
  if (verb === 'redirect') return <RedirectForm escalation={escalation} onDone={done} />;
  if (verb === 'reopen') return <ReopenForm escalation={escalation} onDone={done} />;
  return isWritten(verb) ? (
    <WrittenForm key={verb} verb={verb} document={textMutations[verb]} escalation={escalation} onDone={done} />
  ) : null;
}

const noText = { text: '' };

function WrittenForm({
  verb,
  document,
  escalation,
  onDone: done,
}: FormProps & { verb: WrittenVerb; document: TypedDocumentNode<unknown, { input: TextInput }> }) {
  const { t } = useTranslation('escalations');
  // An answer is given to the words and the state that were read, or not at all.
  const form = useForm({
    key: `ask-${verb}:${escalation.id}`,
    document,
    label: t(`verb.${verb}`),
    touches,
    row: escalation,
    blank: noText,
    exactly: true,
  });
  return (
    <Form form={form} onKept={done} className={classes['form']}>
      <ProseField form={form} name="text" label={t(`text.${verb}`)} required={!mayBeEmpty.has(verb)} />
      <FormButtons form={form} save={t(`send.${verb}`)} />
    </Form>
  );
}

const noPromise = { text: '', promisedBy: '' };

function CommitForm({ escalation, onDone: done }: FormProps) {
  const { t } = useTranslation('escalations');
  const today = useToday();
  const form = useForm({
    key: `ask-commit:${escalation.id}`,
    document: CommitEscalation,
    label: t('verb.commit'),
    touches,
    row: escalation,
    blank: noPromise,
    exactly: true,
  });
  return (
    <Form form={form} onKept={done} className={classes['form']}>
      <ProseField form={form} name="text" label={t('text.commit')} hint={t('hint.commit')} required />
      <DayField form={form} name="promisedBy" label={t('field.promised_by')} required min={today} />
      <FormButtons form={form} save={t('send.commit')} />
    </Form>
  );
}

const noTarget = { toOrganizationId: '', text: '' };

function RedirectForm({ escalation, onDone: done }: FormProps) {
  const { t } = useTranslation('escalations');
  const form = useForm({
    key: `ask-redirect:${escalation.id}`,
    document: RedirectEscalation,
    label: t('verb.redirect'),
    touches,
    row: escalation,
    blank: noTarget,
    input: ({ text, toOrganizationId }) => ({ text, ...targetOf(toOrganizationId) }),
    exactly: true,
  });
  return (
    <Form form={form} onKept={done} className={classes['form']}>
      <TargetField
        form={form}
        label={t('field.instead')}
        except={escalation.toOrganizationId ?? escalation.toTableId ?? undefined}
      />
      <ProseField form={form} name="text" label={t('text.redirect')} required />
      <FormButtons form={form} save={t('send.redirect')} />
    </Form>
  );
}

const noMissing = { text: '', respondBy: '' };

function ReopenForm({ escalation, onDone: done }: FormProps) {
  const { t } = useTranslation('escalations');
  const today = useToday();
  const form = useForm({
    key: `ask-reopen:${escalation.id}`,
    document: ReopenEscalation,
    label: t('verb.reopen'),
    touches,
    row: escalation,
    blank: noMissing,
    exactly: true,
  });
  return (
    <Form form={form} onKept={done} className={classes['form']}>
      <ProseField form={form} name="text" label={t('text.reopen')} required />
      <DayField form={form} name="respondBy" label={t('field.respond_by')} required min={addDays(today, 1)} />
      <FormButtons form={form} save={t('send.reopen')} />
    </Form>
  );
}

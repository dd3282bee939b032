import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type CycleDecision, cycleDecisions } from '@throughline/domain/vocabulary';
import { ProseField, RadioField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import type { IdOf } from '../../shared/form/new-ids.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { isKept } from '../../shared/form/use-saving.ts';
import { Section } from '../../shared/frame/page.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { cycleKinds, DecideCycle, type CycleShown } from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { useOpenForms } from './open-forms.tsx';
import classes from './cycle.module.css';

/** The decision: each choice says what it will do; afterwards what was decided and what came of it. */
export function ActSection({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  return (
    <Section title={t('words:cycle_stage.act')}>
      <div id="act" />
      <ActContent cycle={cycle} />
    </Section>
  );
}

function ActContent({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  if (cycle.decision) return <Decided cycle={cycle} decision={cycle.decision} />;
  if (cycle.stage !== 'act') return <p className={classes['quiet']}>{t('act.to_come')}</p>;
  if (cycle.retiredAt !== null) return null;
  if (!cycle.abilities.includes('canDecideCycle')) return <p className={classes['quiet']}>{t('act.others')}</p>;
  return <Decide cycle={cycle} />;
}

function Decided({ cycle, decision }: { cycle: CycleShown; decision: CycleDecision }) {
  const { t } = useTranslation(['cycles', 'words']);
  return (
    <>
      <p className={classes['decision']} data-decision={decision}>
        <b>{t(`words:cycle_decision.${decision}`)}</b> {t(`act.did_${decision}`)}
      </p>
      <Facts facts={[[t('field.decisionReason'), cycle.decisionReason]]} empty={t('act.no_reason')} />
      {cycle.practice ? (
        <p>
          <Link href={`/practices/${cycle.practice.id}`}>{cycle.practice.name}</Link>
        </p>
      ) : null}
      {cycle.next.map((next) => (
        <p key={next.id}>
          <Link href={`/cycles/${next.id}`}>
            {t('rung', { rung: next.rung })}: {next.title}
          </Link>
        </p>
      ))}
    </>
  );
}

interface Words {
  decision: CycleDecision | null;
  decisionReason: string;
  learned: string;
  practiceName: string;
  buildsOn: string;
  nextTitle: string;
}

function Decide({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const [problem, setProblem] = useState<Problem>();
  const { save: saveOthers } = useOpenForms();
  const decision = useForm({
    key: `cycle-act:${cycle.id}`,
    document: DecideCycle,
    label: t('act.label'),
    touches: [...cycleKinds, 'practice'],
    row: cycle,
    // What was learned stands in Study too: somebody may still change it there.
    read: wordsOf,
    input: inputOf,
  });
  // Text that stands elsewhere on the page goes first: a decision closes the cycle.
  const save = async () => {
    setProblem(undefined);
    const others = await saveOthers();
    if (others.kind === 'waiting') setProblem({ code: 'NETWORK', message: '' });
    return isKept(others) && others.kind !== 'waiting' ? decision.save() : ({ kind: 'question' } as const);
  };
  const form = { ...decision, save };
  const chosen = form.value.decision;
  const choices = cycleDecisions.map((choice) => ({
    value: choice,
    label: t(`words:cycle_decision.${choice}`),
    description: t(`act.will_${choice}`),
  }));
  return (
    <Form form={form} label={t('words:cycle_stage.act')}>
      <RadioField form={form} name="decision" label={t('act.choose')} options={choices} required />
      {chosen === 'adopt' ? (
        <TextField form={form} name="practiceName" label={t('act.practice_name')} required />
      ) : null}
      {chosen === 'adapt' || chosen === 'expand' ? (
        <>
          <TextField form={form} name="nextTitle" label={t('act.next_title')} />
          <ProseField form={form} name="buildsOn" label={t('field.buildsOn')} hint={t('hint.buildsOn')} />
        </>
      ) : null}
      {chosen === 'abandon' ? <ProseField form={form} name="learned" label={t('field.learned')} required /> : null}
      {chosen === null ? null : (
        <>
          <ProseField form={form} name="decisionReason" label={t('field.decisionReason')} />
          <ProblemLine problem={problem} />
          <FormButtons form={form} save={t(`act.do_${chosen}`)} />
        </>
      )}
    </Form>
  );
}

const wordsOf = (cycle: CycleShown): Words => ({
  decision: null,
  decisionReason: cycle.decisionReason,
  learned: cycle.learned,
  practiceName: cycle.idea.title,
  buildsOn: cycle.learned,
  nextTitle: cycle.title,
});

/** What goes with the decision; nothing of the other choices. */
function inputOf({ decision, decisionReason, ...words }: Words, _blank: Words, idOf: IdOf) {
  const id = idOf('opened');
  switch (decision) {
    case 'adopt':
      return { decision, decisionReason, practice: { id, name: words.practiceName } };
    case 'adapt':
    case 'expand':
      return { decision, decisionReason, next: { id, title: words.nextTitle, buildsOn: words.buildsOn } };
    default:
      // The field asks for a decision before anything is sent.
      return { decision: 'abandon' as const, decisionReason, learned: words.learned };
  }
}

import { useState } from 'react';
import { Button, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { Link } from 'wouter';
import { type CycleDecision, cycleDecisions } from '@throughline/domain/vocabulary';
import { TextArea, TextLine } from '../../shared/fields.tsx';
import { Section } from '../../shared/page.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { cycleKinds, DecideCycle, type CycleShown } from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { WriteState } from './write-state.tsx';
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

interface Form {
  decision: CycleDecision | '';
  decisionReason: string;
  learned: string;
  practiceName: string;
  buildsOn: string;
  nextTitle: string;
  /** Made once with the form: a decision that is sent again opens the same practice or cycle. */
  openedId: string;
}

function Decide({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const [openedId] = useState(() => uuid());
  const draft = useDraft<Form>(`cycle-act:${cycle.id}`, {
    decision: '',
    decisionReason: '',
    learned: cycle.learned,
    practiceName: cycle.idea.title,
    buildsOn: cycle.learned,
    nextTitle: cycle.title,
    openedId,
  });
  const write = useWrite(DecideCycle, {
    label: t('act.label'),
    touches: [...cycleKinds, 'practice'],
  });
  const { value } = draft;
  const { decision } = value;
  const put = (part: Partial<Form>) => draft.set({ ...value, ...part });
  const save = async () => {
    if (decision === '') return;
    const outcome = await write.run({ id: cycle.id, version: cycle.version, decision, ...decidedOf(value, decision) });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Radio.Group
        label={t('act.choose')}
        value={decision}
        onChange={(choice) => put({ decision: choice as CycleDecision })}
      >
        <div className={classes['decisions']}>
          {cycleDecisions.map((choice) => (
            <Radio
              key={choice}
              size="md"
              value={choice}
              label={<b>{t(`words:cycle_decision.${choice}`)}</b>}
              description={t(`act.will_${choice}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {decision === '' ? null : (
        <>
          {decision === 'adopt' ? (
            <TextLine
              label={t('act.practice_name')}
              required
              value={value.practiceName}
              onChange={(practiceName) => put({ practiceName })}
              error={write.fieldErrors['practice.name']}
            />
          ) : null}
          {decision === 'adapt' || decision === 'expand' ? (
            <>
              <TextLine
                label={t('act.next_title')}
                value={value.nextTitle}
                onChange={(nextTitle) => put({ nextTitle })}
                error={write.fieldErrors['next.title']}
              />
              <TextArea
                label={t('field.buildsOn')}
                hint={t('hint.buildsOn')}
                value={value.buildsOn}
                onChange={(buildsOn) => put({ buildsOn })}
              />
            </>
          ) : null}
          {decision === 'abandon' ? (
            <TextArea
              label={t('field.learned')}
              required
              value={value.learned}
              onChange={(learned) => put({ learned })}
            />
          ) : null}
          <TextArea
            label={t('field.decisionReason')}
            value={value.decisionReason}
            onChange={(decisionReason) => put({ decisionReason })}
          />
          <div className={classes['buttons']}>
            <Button type="submit">{t(`act.do_${decision}`)}</Button>
            <SaveChip state={write.state} draft={draft.dirty} />
          </div>
        </>
      )}
      <WriteState write={write} onSaved={draft.clear} />
    </form>
  );
}

/** What goes with the decision; nothing of the other choices. */
function decidedOf(form: Form, decision: CycleDecision) {
  const { decisionReason, openedId: id } = form;
  switch (decision) {
    case 'adopt':
      return { decisionReason, practice: { id, name: form.practiceName } };
    case 'abandon':
      return { decisionReason, learned: form.learned };
    default:
      return { decisionReason, next: { id, title: form.nextTitle, buildsOn: form.buildsOn } };
  }
}

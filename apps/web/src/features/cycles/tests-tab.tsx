import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { Link, useLocation } from 'wouter';
import { useCodeText } from '../../shared/server/code-text.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ProseField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons, FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import type { Outcome } from '../../shared/form/use-saving.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { cycleKinds, PlanCycle } from './cycle-operations.ts';
import { EditIdea } from './edit-idea.tsx';
import { FidelityList } from './fidelity-list.tsx';
import { Ladder } from './ladder.tsx';
import { FidelityCounts, rampsPageSize, RampsQuery } from './ramps-query.ts';
import { useNetworkChoices } from './quick-log-choices.ts';
import { Reconsider } from './reconsider.tsx';
import classes from './cycle.module.css';

const AddChangeIdea = graphql(`
  mutation AddChangeIdea($input: AddChangeIdeaInput!) {
    addChangeIdea(input: $input) {
      id
      title
      abilities
    }
  }
`);

/** One ramp as the tab shows it. */
export type RampShown = ResultOf<typeof RampsQuery>['ramps']['nodes'][number];

const kinds = ['change_idea', 'cycle', 'cycle_question', 'practice'];
const ideaKinds = ['change_idea'];

const rampRow = (ramp: RampShown) => (
  <li key={ramp.id} id={ramp.id}>
    <Ramp ramp={ramp} />
  </li>
);

/** A network's tests: every idea as a ladder, and how many cycles keep to each part of the method. */
export default function TestsTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('cycles');
  const mine = useNetworkChoices();
  const mayLog = mine?.some(({ id }) => id === networkId) ?? false;
  return (
    <div className={classes['tests']}>
      {mayLog ? (
        <div className={classes['buttons']}>
          <Link href={`/networks/${networkId}/log`} className={classes['main']}>
            {t('tests.log')}
          </Link>
          <AddIdea networkId={networkId} />
        </div>
      ) : null}
      <Counts networkId={networkId} />
      <DataList
        query={RampsQuery}
        variables={{ networkId }}
        kinds={kinds}
        page={(data) => data.ramps}
        pageSize={rampsPageSize}
        seeksTarget
        label={t('tests.ramps')}
        row={rampRow}
        empty={
          <Empty
            sentence={t('tests.empty')}
            example={t('tests.empty_example')}
            way={{ above: mayLog, ask: 'facilitator' }}
          />
        }
      />
    </div>
  );
}

function Counts({ networkId }: { networkId: string }) {
  const { t } = useTranslation('cycles');
  const textOf = useCodeText('cycles');
  const [{ data }] = useLiveQuery(FidelityCounts, { networkId }, kinds);
  const counts = data?.networkFidelity ?? [];
  if (counts.length === 0) return null;
  return (
    <section aria-label={t('fidelity.title')}>
      <ul className={classes['counts']}>
        {counts.map(({ criterion, pass, fail, notYet }) => (
          <li key={criterion}>
            {textOf(`count.${criterion}`, criterion, { pass, count: pass + fail })}
            {notYet > 0 ? <small className={classes['quiet']}>{t('count.open', { count: notYet })}</small> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ramp({ ramp }: { ramp: RampShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const mayLog = ramp.abilities.includes('canLogCycle') && ramp.state !== 'abandoned';
  const edits = ramp.abilities.includes('canEditTheory');
  return (
    <section className={classes['ramp']} aria-labelledby={`ramp-${ramp.id}`}>
      <header>
        <h3 id={`ramp-${ramp.id}`}>{ramp.title}</h3>
        <span className={classes['state']} data-state={ramp.state}>
          {t(`words:idea_state.${ramp.state}`)}
        </span>
      </header>
      {ramp.description ? <p className={classes['quiet']}>{ramp.description}</p> : null}
      {ramp.rungs.length > 0 ? <Ladder ramp={ramp} /> : <p className={classes['quiet']}>{t('tests.untested')}</p>}
      <div className={classes['buttons']}>
        {mayLog ? (
          <>
            <Link href={`/networks/${ramp.networkId}/log?idea=${ramp.id}`}>{t('tests.log_this')}</Link>
            <PlanNext ramp={ramp} />
          </>
        ) : null}
        {edits ? <EditIdea idea={ramp} /> : null}
        {edits && ramp.state === 'abandoned' ? <Reconsider idea={ramp} /> : null}
      </div>
      {ramp.fidelity.length > 0 ? (
        <details>
          <summary>{t('fidelity.ramp')}</summary>
          <FidelityList answers={ramp.fidelity} />
        </details>
      ) : null}
    </section>
  );
}

function PlanNext({ ramp }: { ramp: RampShown }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('tests.plan')}
      </Button>
      {open ? <PlanDialog ramp={ramp} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Asks what is to be learned before there is a test: nothing is made by looking. */
function PlanDialog({ ramp, onClose }: { ramp: RampShown; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const [, go] = useLocation();
  const [questionId] = useState(() => uuid());
  const form = useForm({
    key: `cycle-plan-add:${ramp.id}`,
    document: PlanCycle,
    label: t('plan.label'),
    touches: cycleKinds,
    blank: { title: ramp.title, objective: '', question: '', prediction: '' },
    input: ({ title, objective, question, prediction }) => ({
      changeIdeaId: ramp.id,
      title,
      objective,
      questions: question.trim() === '' ? [] : [{ id: questionId, question, prediction }],
    }),
  });
  const end = (outcome: Outcome<ResultOf<typeof PlanCycle>>) => {
    if (outcome.kind === 'saved') go(`/cycles/${outcome.data.planCycle.id}`);
  };
  return (
    <FormDialog form={form} title={t('tests.plan')} save={t('tests.plan_save')} onClose={onClose} onKept={end}>
      <TextField form={form} name="title" label={t('field.title')} required />
      <ProseField form={form} name="objective" label={t('field.objective')} />
      <TextField form={form} name="question" label={t('questions.question')} hint={t('questions.example')} />
      <ProseField form={form} name="prediction" label={t('questions.prediction')} hint={t('hint.prediction')} />
    </FormDialog>
  );
}

const noTitle = { title: '' };

function AddIdea({ networkId }: { networkId: string }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  const form = useForm({
    key: `change-idea-add:${networkId}`,
    document: AddChangeIdea,
    label: t('tests.add_idea'),
    touches: ideaKinds,
    blank: noTitle,
    input: ({ title }) => ({ networkId, title }),
  });
  if (!open && !form.dirty) {
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('tests.add_idea')}
      </Button>
    );
  }
  const end = () => setOpen(false);
  return (
    <div style={{ flex: '1 1 100%' }}>
      <Form form={form} label={t('tests.add_idea')} onKept={end}>
        <TextField form={form} name="title" label={t('log.new_title')} hint={t('log.new_title_hint')} required />
        <FormButtons form={form} save={t('tests.add_idea')}>
          <Button
            variant="default"
            onClick={() => {
              form.discard();
              end();
            }}
          >
            {t('cancel')}
          </Button>
        </FormButtons>
      </Form>
    </div>
  );
}

import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { TextArea } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import {
  AgreePlan,
  DraftPlan,
  EditActionPlan,
  type NetworkPlan,
  planKinds,
  type PlanVersion,
} from './plan-operations.ts';
import classes from './plans.module.css';

/** Which plan is in force, how it goes, and what comes next. */
export function PlanHead({ plan, mayPlan }: { plan: NetworkPlan; mayPlan: boolean }) {
  const { t } = useTranslation('plans');
  const { counts } = plan;
  const format = useFormat();
  const parts = [
    t('counts.open', { count: counts.open }),
    t('counts.done', { count: counts.done }),
    ...(counts.blocked > 0 ? [t('counts.blocked', { count: counts.blocked })] : []),
  ];
  return (
    <div className={classes['head']}>
      <p className={classes['line']}>
        {format.list(parts)}
        {counts.late > 0 ? (
          <strong className={classes['late']}> · {t('counts.late', { count: counts.late })}</strong>
        ) : null}
      </p>
      {plan.current ? <Version version={plan.current} mayPlan={mayPlan} /> : null}
      {plan.next ? <Version version={plan.next} mayPlan={mayPlan} /> : null}
      {mayPlan && plan.current?.state === 'agreed' && !plan.next ? <StartNext networkId={plan.id} /> : null}
    </div>
  );
}

function Version({ version, mayPlan }: { version: PlanVersion; mayPlan: boolean }) {
  const { t } = useTranslation(['plans', 'words']);
  const format = useFormat();
  const agree = useWrite(AgreePlan, { label: t('plan.agree'), touches: planKinds });
  const [editing, setEditing] = useState(false);
  const { number, state, agreedAt, summary } = version;
  return (
    <section className={classes['version']} aria-label={t('plan.name', { number })}>
      <div>
        <strong>{t('plan.name', { number })}</strong>{' '}
        <span className={classes['quiet']}>
          {t(`words:plan_state.${state}`)}
          {agreedAt ? ` · ${format.day(agreedAt)}` : ''}
        </span>
        {summary ? <p className={classes['prose']}>{summary}</p> : null}
      </div>
      {mayPlan ? (
        <div className={classes['buttons']}>
          {state === 'draft' ? (
            <Button
              loading={agree.state === 'saving'}
              onClick={() => void agree.run({ id: version.id, version: version.version })}
            >
              {t('plan.agree')}
            </Button>
          ) : null}
          <Button variant="default" onClick={() => setEditing(true)}>
            {t(summary ? 'plan.edit' : 'plan.summarize')}
          </Button>
          <SaveChip state={agree.state} />
        </div>
      ) : null}
      <ProblemLine problem={agree.problem} />
      {editing ? <SummaryDialog version={version} onClose={() => setEditing(false)} /> : null}
    </section>
  );
}

function SummaryDialog({ version: { id, version, summary }, onClose }: { version: PlanVersion; onClose(): void }) {
  const { t } = useTranslation('plans');
  const write = useWrite(EditActionPlan, { label: t('plan.edit'), touches: planKinds });
  const initial = useMemo(() => ({ summary }), [summary]);
  const draft = useDraft(`plan-summary:${id}`, initial);
  return (
    <FormDialog
      title={t('plan.edit')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <TextArea
        label={t('field.summary')}
        rows={4}
        value={draft.value.summary}
        error={write.fieldErrors['summary']}
        readOnly={!draft.ready}
        onChange={(next) => draft.set({ summary: next })}
      />
    </FormDialog>
  );
}

function StartNext({ networkId }: { networkId: string }) {
  const { t } = useTranslation('plans');
  const write = useWrite(DraftPlan, { label: t('plan.next'), touches: planKinds });
  const [id] = useState(() => uuid());
  return (
    <div className={classes['buttons']}>
      <Button variant="default" loading={write.state === 'saving'} onClick={() => void write.run({ id, networkId })}>
        {t('plan.next')}
      </Button>
      <ProblemLine problem={write.problem} />
    </div>
  );
}

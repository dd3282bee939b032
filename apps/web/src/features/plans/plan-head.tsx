import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
import { BeginPlan } from './begin-plan.tsx';
import { AgreePlan, EditActionPlan, type NetworkPlan, planKinds, type PlanVersion } from './plan-operations.ts';
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
      {mayPlan && plan.current?.state === 'agreed' && !plan.next ? (
        <BeginPlan networkId={plan.id} label={t('plan.next')} variant="default" />
      ) : null}
    </div>
  );
}

function Version({ version, mayPlan }: { version: PlanVersion; mayPlan: boolean }) {
  const { t } = useTranslation(['plans', 'words']);
  const format = useFormat();
  const agree = useAct({
    document: AgreePlan,
    label: t('plan.agree'),
    touches: planKinds,
    row: { id: version.id, version: version.version },
    exactly: true,
  });
  const [editing, setEditing] = useState(false);
  const { number, state, agreedAt, summary } = version;
  return (
    <section id={version.id} className={classes['version']} aria-label={t('plan.name', { number })}>
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
            <Button loading={agree.state === 'saving'} onClick={() => void agree.run()}>
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

function SummaryDialog({ version, onClose }: { version: PlanVersion; onClose(): void }) {
  const { t } = useTranslation('plans');
  const form = useForm({
    key: `plan-summary:${version.id}`,
    document: EditActionPlan,
    label: t('plan.edit'),
    touches: planKinds,
    row: version,
    read: fields('summary'),
  });
  return (
    <FormDialog form={form} title={t('plan.edit')} save={t('save')} onClose={onClose}>
      <ProseField form={form} name="summary" label={t('field.summary')} rows={4} />
    </FormDialog>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { graphql } from '../../shared/server/graphql.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { useSession } from '../../shared/session/session.tsx';
import classes from '../../shared/account/account.module.css';

const LeavePartnership = graphql(`
  mutation LeavePartnership($input: LeavePartnershipInput!) {
    leavePartnership(input: $input)
  }
`);

const blank = { reason: '' };

/** Leaving the partnership that is open. */
export function LeavePart() {
  const { t } = useTranslation('account');
  const can = useCan();
  const { partnershipName } = usePartnership();
  const [isLeaving, setLeaving] = useState(false);
  if (!can('canLeavePartnership')) return null;
  return (
    <Section title={t('leave.title', { partnership: partnershipName })}>
      <p className={classes['quiet']}>{t('leave.means')}</p>
      <Button variant="default" onClick={() => setLeaving(true)}>
        {t('leave.open')}
      </Button>
      {isLeaving ? <LeaveDialog onClose={() => setLeaving(false)} /> : null}
    </Section>
  );
}

function LeaveDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('account');
  const { partnershipName } = usePartnership();
  const { refresh } = useSession();
  const [, goTo] = useLocation();
  const form = useForm({
    key: 'leave-partnership',
    document: LeavePartnership,
    label: t('leave.open'),
    touches: ['member', 'seat'],
    hasId: false,
    blank,
  });
  return (
    <FormDialog
      form={form}
      title={t('leave.title', { partnership: partnershipName })}
      save={t('leave.save')}
      onClose={onClose}
      onKept={(outcome) => {
        if (outcome.kind !== 'saved') return;
        void refresh().then(() => goTo('~/', { replace: true }));
      }}
    >
      <p className={classes['quiet']}>{t('leave.means')}</p>
      <TextField form={form} name="reason" label={t('leave.reason')} hint={t('leave.reason_hint')} required />
    </FormDialog>
  );
}

import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { cycleKinds, EditCyclePlan, type CycleShown } from './cycle-operations.ts';
import { OwnerField } from './owner-field.tsx';

const ownerOf = fields('ownerMemberId')<CycleShown>;

/** Who looks after the cycle; may change as long as it is open, whatever its stage. */
export function Owner({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  const mayChange = cycle.stage !== 'closed' && cycle.abilities.includes('canLogCycle');
  const who = cycle.ownerName ? t('owner.is', { name: cycle.ownerName }) : t('owner.none');
  return (
    <div>
      {who}
      {mayChange ? (
        <Button variant="subtle" onClick={() => setOpen(true)} style={{ minHeight: 44 }}>
          {t('owner.change')}
        </Button>
      ) : null}
      {open ? <OwnerDialog cycle={cycle} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function OwnerDialog({ cycle, onClose }: { cycle: CycleShown; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const { ownerMemberId, ownerName } = cycle;
  const form = useForm({
    key: `cycle-owner:${cycle.id}`,
    document: EditCyclePlan,
    label: t('owner.change'),
    touches: cycleKinds,
    row: cycle,
    read: ownerOf,
  });
  return (
    <FormDialog form={form} title={t('owner.change')} save={t('save')} onClose={onClose}>
      <OwnerField form={form} label={t('field.ownerMemberId')} owner={{ id: ownerMemberId, name: ownerName }} />
    </FormDialog>
  );
}

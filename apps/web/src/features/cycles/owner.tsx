import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { cycleKinds, EditCyclePlan, type CycleShown } from './cycle-operations.ts';
import { MemberChoice } from './member-choice.tsx';

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
  const { id, version, ownerMemberId, ownerName } = cycle;
  const draft = useDraft(`cycle-owner:${id}`, { ownerMemberId });
  const write = useWrite(EditCyclePlan, { label: t('owner.change'), touches: cycleKinds });
  return (
    <FormDialog
      title={t('owner.change')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <MemberChoice
        label={t('field.ownerMemberId')}
        value={draft.value.ownerMemberId}
        initial={{ id: ownerMemberId, name: ownerName }}
        onChange={(next) => draft.set({ ownerMemberId: next })}
        error={write.fieldErrors['ownerMemberId']}
      />
    </FormDialog>
  );
}

import { Button } from '@mantine/core';
import { dayIn } from '@throughline/domain/dates';
import { perspectives, seatRoles } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { ChoiceField, DateField, TextArea } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { usePartnership } from '../../shared/partnership.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { seatKinds, type ShownSeat } from './people-query.ts';
import classes from './people.module.css';

const EditSeat = graphql(`
  mutation EditSeat($input: EditSeatInput!) {
    editSeat(input: $input) {
      id
      version
      role
      perspective
      responsibilities
    }
  }
`);
const EndSeat = graphql(`
  mutation EndSeat($input: EndSeatInput!) {
    endSeat(input: $input) {
      id
      version
      untilOn
    }
  }
`);

/** Changes a seat, or ends it on a day. */
export function SeatDialog({ seat, onClose }: { seat: ShownSeat; onClose(): void }) {
  const { t } = useTranslation(['people', 'words']);
  const { id, version, role, perspective, responsibilities } = seat;
  const draft = useDraft(`seat:${id}`, { role, perspective, responsibilities });
  const write = useWrite(EditSeat, { label: t('change'), touches: seatKinds });
  const done = (kind: string) => {
    if (kind !== 'saved' && kind !== 'waiting') return;
    draft.clear();
    onClose();
  };
  const set = (changes: Partial<typeof draft.value>) => draft.set({ ...draft.value, ...changes });
  const save = async () => done((await write.run({ id, version, ...draft.value }, draft.base)).kind);
  return (
    <Dialog
      title={seat.memberName}
      onClose={onClose}
      actions={
        <Button onClick={() => void save()} disabled={!draft.ready}>
          {t('save')}
        </Button>
      }
    >
      <ChoiceField
        label={t('role')}
        value={draft.value.role}
        options={seatRoles.map((value) => ({ value, label: t(`words:seat_role.${value}`) }))}
        onChange={(value) => set({ role: value as typeof role })}
      />
      <ChoiceField
        label={t('perspective')}
        hint={t('perspective_hint')}
        value={draft.value.perspective}
        options={perspectives.map((value) => ({ value, label: t(`words:perspective.${value}`) }))}
        onChange={(value) => set({ perspective: value as typeof perspective })}
      />
      <TextArea
        label={t('responsibilities')}
        value={draft.value.responsibilities}
        onChange={(value) => set({ responsibilities: value })}
        error={write.fieldErrors['responsibilities']}
        readOnly={!draft.ready}
      />
      <ProblemLine problem={write.problem} />
      <EndForm seat={seat} onDone={onClose} />
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={(field) => t(field)}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(({ kind }) => done(kind))}
      />
    </Dialog>
  );
}

function EndForm({ seat, onDone }: { seat: ShownSeat; onDone(): void }) {
  const { t } = useTranslation('people');
  const { timeZone } = usePartnership();
  const [untilOn, setUntilOn] = useState(() => dayIn(timeZone, new Date()));
  const write = useWrite(EndSeat, { label: t('end.save'), touches: seatKinds });
  const end = async () => {
    const outcome = await write.run({ id: seat.id, version: seat.version, untilOn });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') onDone();
  };
  return (
    <details className={classes['end']}>
      <summary>{t('end.open')}</summary>
      <DateField
        label={t('end.until')}
        value={untilOn}
        min={seat.fromOn}
        onChange={setUntilOn}
        error={write.fieldErrors['untilOn']}
      />
      <Button variant="default" onClick={() => void end()} mt={12}>
        {t('end.save')}
      </Button>
      <ProblemLine problem={write.problem} />
    </details>
  );
}

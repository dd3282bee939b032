import { useTranslation } from 'react-i18next';
import { DayField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons, FormDialog } from '../../shared/form/form.tsx';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { useToday } from '../../shared/session/use-today.ts';
import { seatKinds, type ShownSeat } from './people-query.ts';
import { SeatFields } from './seat-fields.tsx';
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
  const { t } = useTranslation('people');
  const form = useForm({
    key: `seat:${seat.id}`,
    document: EditSeat,
    label: t('change'),
    touches: seatKinds,
    row: seat,
    read: fields('role', 'perspective', 'responsibilities'),
  });
  return (
    <FormDialog
      form={form}
      title={seat.memberName}
      save={t('save')}
      onClose={onClose}
      below={<EndForm seat={seat} onDone={onClose} />}
    >
      <SeatFields form={form} />
    </FormDialog>
  );
}

function EndForm({ seat, onDone }: { seat: ShownSeat; onDone(): void }) {
  const { t } = useTranslation('people');
  const today = useToday();
  const form = useForm({
    key: `end-seat:${seat.id}`,
    document: EndSeat,
    label: t('end.save'),
    touches: seatKinds,
    row: seat,
    blank: { untilOn: today },
    // Somebody else may have ended it on another day.
    exactly: true,
  });
  return (
    <details className={classes['end']}>
      <summary>{t('end.open')}</summary>
      <Form form={form} label={t('end.open')} onKept={onDone}>
        <DayField form={form} name="untilOn" label={t('end.until')} min={seat.fromOn} required />
        <FormButtons form={form} save={t('end.save')} variant="default" />
      </Form>
    </details>
  );
}

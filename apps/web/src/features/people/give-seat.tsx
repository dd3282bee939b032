import { useTranslation } from 'react-i18next';
import { MemberField } from '../../shared/choices/rows-to-choose.tsx';
import { DayField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { useToday } from '../../shared/session/use-today.ts';
import { seatKinds, type SeatPlace } from './people-query.ts';
import { SeatFields, type SeatWords } from './seat-fields.tsx';

const GiveSeat = graphql(`
  mutation GiveSeat($input: GiveSeatInput!) {
    giveSeat(input: $input) {
      id
      version
    }
  }
`);

interface NewSeat extends SeatWords {
  memberId: string | null;
  fromOn: string;
}

/** A seat for somebody: who, in which role, bringing which perspective, from when. */
export function GiveSeatDialog({ place, onClose }: { place: SeatPlace; onClose(): void }) {
  const { t } = useTranslation('people');
  const today = useToday();
  const blank: NewSeat = {
    memberId: null,
    role: 'member',
    perspective: 'practitioner',
    responsibilities: '',
    fromOn: today,
  };
  const form = useForm({
    key: `give-seat:${'tableId' in place ? place.tableId : place.networkId}`,
    document: GiveSeat,
    label: t('give.open'),
    touches: seatKinds,
    blank,
    input: ({ memberId, ...seat }) => ({ ...place, ...seat, memberId: memberId ?? '' }),
  });
  return (
    <FormDialog form={form} title={t('give.open')} save={t('give.save')} onClose={onClose}>
      <MemberField form={form} name="memberId" label={t('give.member')} none={t('give.choose')} required />
      <SeatFields form={form} />
      <DayField form={form} name="fromOn" label={t('from')} required />
    </FormDialog>
  );
}

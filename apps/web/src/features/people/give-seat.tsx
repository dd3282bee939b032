import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../../shared/form/fields.tsx';
import { DayField, SelectField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { useToday } from '../../shared/session/use-today.ts';
import { seatKinds, type SeatPlace } from './people-query.ts';
import { SeatFields, type SeatWords } from './seat-fields.tsx';
import { useDebounced } from '../../shared/lists/use-debounced.ts';

const MemberChoices = graphql(`
  query MemberChoices($search: String) {
    members(first: 50, search: $search) {
      nodes {
        id
        name
        organizationName
      }
      totalCount
    }
  }
`);
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
  const [search, setSearch] = useState('');
  const searchText = useDebounced(search.trim());
  const [{ data }] = useLiveQuery(MemberChoices, { search: searchText || null }, ['member']);
  const members = data?.members.nodes ?? [];
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
  // Whoever searches for a name means the one that is found; nobody is chosen without that.
  const onlyOne = searchText && members.length === 1 ? (members[0]?.id ?? null) : null;
  const proposed = useRef<string | null>(null);
  const { set } = form;
  useEffect(() => {
    // Once for each finding: the person may then choose otherwise.
    if (onlyOne && proposed.current !== onlyOne) set({ memberId: onlyOne });
    proposed.current = onlyOne;
  }, [onlyOne, set]);
  return (
    <FormDialog form={form} title={t('give.open')} save={t('give.save')} onClose={onClose}>
      <TextLine type="search" label={t('give.search')} value={search} onChange={setSearch} />
      <SelectField
        form={form}
        name="memberId"
        label={t('give.member')}
        hint={t('give.found', { count: data?.members.totalCount ?? 0 })}
        options={members.map((member) => ({
          value: member.id,
          label: member.organizationName ? `${member.name} · ${member.organizationName}` : member.name,
        }))}
        none={t('give.choose')}
        required
      />
      <SeatFields form={form} />
      <DayField form={form} name="fromOn" label={t('from')} required />
    </FormDialog>
  );
}

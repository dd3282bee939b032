import { Button } from '@mantine/core';
import { perspectives, seatRoles } from '@throughline/domain/vocabulary';
import { dayIn } from '@throughline/domain/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { Dialog } from '../../shared/dialog.tsx';
import { ChoiceField, DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { usePartnership } from '../../shared/partnership.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { useWrite } from '../../shared/use-write.ts';
import { seatKinds, type SeatPlace } from './people-query.ts';

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

type Role = (typeof seatRoles)[number];
type Perspective = (typeof perspectives)[number];

/** A seat for somebody: who, in which role, bringing which perspective, from when. */
export function GiveSeatDialog({ place, onClose }: { place: SeatPlace; onClose(): void }) {
  const { t } = useTranslation(['people', 'words']);
  const { timeZone } = usePartnership();
  const [id] = useState(() => uuid());
  const [search, setSearch] = useState('');
  const [memberId, setMemberId] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [perspective, setPerspective] = useState<Perspective>('practitioner');
  const [responsibilities, setResponsibilities] = useState('');
  const [fromOn, setFromOn] = useState(() => dayIn(timeZone, new Date()));
  const [{ data }] = useLiveQuery(MemberChoices, { search: search || null }, ['member']);
  const write = useWrite(GiveSeat, { label: t('give.open'), touches: seatKinds });
  const members = data?.members.nodes ?? [];
  const chosen = members.some((member) => member.id === memberId) ? memberId : (members[0]?.id ?? '');
  const give = async () => {
    const seat = { id, ...place, memberId: chosen, role, perspective, responsibilities, fromOn };
    const outcome = await write.run(seat);
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') onClose();
  };
  return (
    <Dialog
      title={t('give.open')}
      onClose={onClose}
      actions={
        <Button onClick={() => void give()} disabled={!chosen}>
          {t('give.save')}
        </Button>
      }
    >
      <TextLine type="search" label={t('give.search')} value={search} onChange={setSearch} />
      <ChoiceField
        label={t('give.member')}
        hint={t('give.found', { count: data?.members.totalCount ?? 0 })}
        value={chosen}
        options={members.map((member) => ({
          value: member.id,
          label: member.organizationName ? `${member.name} · ${member.organizationName}` : member.name,
        }))}
        onChange={setMemberId}
        error={write.fieldErrors['memberId']}
      />
      <ChoiceField
        label={t('role')}
        value={role}
        options={seatRoles.map((value) => ({ value, label: t(`words:seat_role.${value}`) }))}
        onChange={(value) => setRole(value as Role)}
      />
      <ChoiceField
        label={t('perspective')}
        hint={t('perspective_hint')}
        value={perspective}
        options={perspectives.map((value) => ({ value, label: t(`words:perspective.${value}`) }))}
        onChange={(value) => setPerspective(value as Perspective)}
      />
      <TextArea label={t('responsibilities')} value={responsibilities} onChange={setResponsibilities} />
      <DateField label={t('from')} value={fromOn} onChange={setFromOn} error={write.fieldErrors['fromOn']} />
      <ProblemLine problem={write.problem} />
    </Dialog>
  );
}

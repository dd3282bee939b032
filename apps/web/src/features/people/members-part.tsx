import { Button } from '@mantine/core';
import { type MemberRole, memberRoles } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/abilities.ts';
import { DataList } from '../../shared/data-list.tsx';
import { Empty } from '../../shared/empty.tsx';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { AddMemberDialog, EditMemberDialog, RetireMemberDialog } from './member-dialogs.tsx';
import { memberKinds, Members, type ShownMember } from './people-operations.ts';
import { useOrganizations } from './use-organizations.ts';
import { useSettled } from './use-settled.ts';
import classes from './people-screen.module.css';

/** Everybody in the partnership by name; the director adds, changes and ends memberships. */
export function MembersPart() {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const [search, setSearch] = useState('');
  const [role, setRole] = useState('');
  const [organizationId, setOrganizationId] = useState('');
  const [adding, setAdding] = useState(false);
  const organizations = useOrganizations();
  const settled = useSettled(search.trim());
  const variables = {
    search: settled || null,
    role: (role || null) as MemberRole | null,
    organizationId: organizationId || null,
  };
  const isFiltered = Boolean(settled || role || organizationId);
  return (
    <div className={classes['part']}>
      <div className={classes['filters']}>
        <TextLine type="search" label={t('give.search')} value={search} onChange={setSearch} />
        <ChoiceField
          label={t('role')}
          value={role}
          options={[
            { value: '', label: t('member.any_role') },
            ...memberRoles.map((value) => ({ value, label: t(`words:member_role.${value}`) })),
          ]}
          onChange={setRole}
        />
        <ChoiceField
          label={t('member.organization')}
          value={organizationId}
          options={[{ value: '', label: t('member.any_organization') }, ...organizations]}
          onChange={setOrganizationId}
        />
        {can('canManageMembers') ? <Button onClick={() => setAdding(true)}>{t('member.add')}</Button> : null}
      </div>
      <DataList
        query={Members}
        variables={variables}
        kinds={memberKinds}
        label={t('screen.members')}
        page={(data) => data.members}
        pageSize={50}
        empty={
          isFiltered ? (
            <Empty sentence={t('member.none_found')} />
          ) : (
            <Empty sentence={t('member.empty')} example={t('member.example')} />
          )
        }
        row={(member) => <MemberRow key={member.id} member={member} />}
      />
      {adding ? <AddMemberDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function MemberRow({ member }: { member: ShownMember }) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const [open, setOpen] = useState<'edit' | 'retire'>();
  const close = () => setOpen(undefined);
  return (
    <li className={classes['row']}>
      <div>
        <strong>{member.name}</strong>
        {member.email ? <div className={classes['quiet']}>{member.email}</div> : null}
        {member.hasAccount === false ? <div className={classes['quiet']}>{t('member.no_account')}</div> : null}
      </div>
      <div>{t(`words:member_role.${member.role}`)}</div>
      <div className={classes['quiet']}>{member.organizationName ?? t('member.no_organization')}</div>
      {can('canManageMembers') ? (
        <div className={classes['actions']}>
          <Button
            variant="subtle"
            aria-label={t('member.change_of', { name: member.name })}
            onClick={() => setOpen('edit')}
          >
            {t('change')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('member.end_of', { name: member.name })}
            onClick={() => setOpen('retire')}
          >
            {t('member.end')}
          </Button>
        </div>
      ) : null}
      {open === 'edit' ? <EditMemberDialog member={member} onClose={close} /> : null}
      {open === 'retire' ? <RetireMemberDialog member={member} onClose={close} /> : null}
    </li>
  );
}

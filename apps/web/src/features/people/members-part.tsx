import { Button } from '@mantine/core';
import { type MemberRole, memberRoles } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { AddMemberDialog, EditMemberDialog, RetireMemberDialog } from './member-dialogs.tsx';
import { memberKinds, Members, type ShownMember } from './people-operations.ts';
import { type Tasks, useRowOf, useTask } from '../../shared/frame/use-task.ts';
import { OrganizationChoice } from '../../shared/choices/rows-to-choose.tsx';
import { useDebounced } from '../../shared/lists/use-debounced.ts';
import classes from './people-screen.module.css';

/** Everybody in the partnership by name; the director adds, changes and ends memberships. */
export function MembersPart() {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const [search, setSearch] = useState('');
  const [role, setRole] = useState('');
  const [organizationId, setOrganizationId] = useState('');
  const [adding, setAdding] = useState(false);
  const searchText = useDebounced(search.trim());
  const variables = {
    search: searchText || null,
    role: (role || null) as MemberRole | null,
    organizationId: organizationId || null,
  };
  const isFiltered = Boolean(searchText || role || organizationId);
  const tasks = useTask<MemberTask, ShownMember>();
  const { task, end } = tasks;
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
        <OrganizationChoice
          label={t('member.organization')}
          value={organizationId}
          more={[{ value: '', label: t('member.any_organization') }]}
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
            <Empty sentence={t('member.none_found')} way="none" />
          ) : (
            <Empty
              sentence={t('member.empty')}
              example={t('member.example')}
              way={{ above: can('canManageMembers'), ask: 'director' }}
            />
          )
        }
        row={(member) => <MemberRow key={member.id} member={member} tasks={tasks} />}
      />
      {adding ? <AddMemberDialog onClose={() => setAdding(false)} /> : null}
      {task?.what === 'edit' ? <EditMemberDialog key={task.row.id} member={task.row} onClose={end} /> : null}
      {task?.what === 'retire' ? <RetireMemberDialog key={task.row.id} member={task.row} onClose={end} /> : null}
    </div>
  );
}

type MemberTask = 'edit' | 'retire';

function MemberRow({ member, tasks }: { member: ShownMember; tasks: Tasks<MemberTask, ShownMember> }) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  useRowOf(tasks, member);
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
            onClick={() => tasks.begin('edit', member)}
          >
            {t('change')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('member.end_of', { name: member.name })}
            onClick={() => tasks.begin('retire', member)}
          >
            {t('member.end')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

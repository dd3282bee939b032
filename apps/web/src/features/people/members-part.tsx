import { Button } from '@mantine/core';
import { isForgotten } from '@throughline/domain/forgetting';
import { type MemberRole, memberRoles } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { AddMemberDialog, EditMemberDialog, RetireMemberDialog } from './member-dialogs.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { ForgetDialog } from './forget-dialog.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { memberKinds, Members, RestoreMember, type ShownMember } from './people-operations.ts';
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
  const [areEnded, setEnded] = useState(false);
  const searchText = useDebounced(search.trim());
  const variables = {
    search: searchText || null,
    role: (role || null) as MemberRole | null,
    organizationId: organizationId || null,
    areEnded,
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
        {can('canManageMembers') ? (
          <div className={classes['acts']}>
            <Button variant="default" aria-pressed={areEnded} onClick={() => setEnded(!areEnded)}>
              {t(areEnded ? 'member.show_current' : 'member.show_ended')}
            </Button>
            <Button variant="default" component={Link} href="/people/invite">
              {t('member.invite_list')}
            </Button>
            <Button onClick={() => setAdding(true)}>{t('member.add')}</Button>
          </div>
        ) : null}
      </div>
      <DataList
        query={Members}
        variables={variables}
        kinds={memberKinds}
        label={t('screen.members')}
        page={(data) => data.members}
        pageSize={50}
        empty={
          areEnded ? (
            <Empty sentence={t('member.none_ended')} way="none" />
          ) : isFiltered ? (
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
      {task?.what === 'forget' ? <ForgetDialog key={task.row.id} member={task.row} onClose={end} /> : null}
      {task?.what === 'invitation' ? <InvitationDialog key={task.row.id} member={task.row} onClose={end} /> : null}
    </div>
  );
}

type MemberTask = 'edit' | 'retire' | 'invitation' | 'forget';

function MemberRow({ member, tasks }: { member: ShownMember; tasks: Tasks<MemberTask, ShownMember> }) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  useRowOf(tasks, member);
  const restore = useAct({
    document: RestoreMember,
    label: t('member.restore'),
    touches: memberKinds,
    row: { id: member.id, version: member.version },
  });
  return (
    <li className={classes['row']}>
      <div>
        <strong>{member.name}</strong>
        {member.email && !isForgotten(member.email) ? <div className={classes['quiet']}>{member.email}</div> : null}
        {member.hasAccount === false && !member.isEnded ? (
          <div className={classes['quiet']}>{t('member.no_account')}</div>
        ) : null}
      </div>
      <div>{t(`words:member_role.${member.role}`)}</div>
      <div className={classes['quiet']}>{member.organizationName ?? t('member.no_organization')}</div>
      {can('canManageMembers') && member.isEnded && !isForgotten(member.email) ? (
        <div className={classes['actions']}>
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('member.forget_of', { name: member.name })}
            onClick={() => tasks.begin('forget', member)}
          >
            {t('member.forget')}
          </Button>
          <Button
            variant="subtle"
            aria-label={t('member.restore_of', { name: member.name })}
            loading={restore.state === 'saving'}
            onClick={() => void restore.run()}
          >
            {t('member.restore')}
          </Button>
        </div>
      ) : null}
      {can('canManageMembers') && !member.isEnded ? (
        <div className={classes['actions']}>
          {member.hasAccount === false ? (
            <Button
              variant="subtle"
              aria-label={t('member.invitation_of', { name: member.name })}
              onClick={() => tasks.begin('invitation', member)}
            >
              {t('member.invitation')}
            </Button>
          ) : null}
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
      <ProblemLine problem={restore.problem} />
    </li>
  );
}

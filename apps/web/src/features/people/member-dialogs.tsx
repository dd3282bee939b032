import { type MemberRole, memberRoles } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { usePartnership } from '../../shared/partnership.tsx';
import { useSession } from '../../shared/session.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AccountCommand } from './account-command.tsx';
import { AddMember, EditMember, memberKinds, RetireMember, type ShownMember } from './people-operations.ts';
import { seatKinds } from './people-query.ts';
import { useOrganizationOrNone } from './use-organizations.ts';
import classes from './people-screen.module.css';

const nobody = { name: '', email: '', role: 'member' as MemberRole, organizationId: null as string | null };

function useRoleOptions() {
  const { t } = useTranslation('words');
  return memberRoles.map((value) => ({ value, label: t(`words:member_role.${value}`) }));
}

/** Somebody new in the partnership. */
export function AddMemberDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['people', 'words']);
  const [id] = useState(() => uuid());
  const draft = useDraft('add-member', nobody);
  const write = useWrite(AddMember, { label: t('member.add'), touches: memberKinds });
  const roles = useRoleOptions();
  const organizations = useOrganizationOrNone();
  const { name, email, role, organizationId } = draft.value;
  const set = (part: Partial<typeof nobody>) => draft.set({ ...draft.value, ...part });
  return (
    <FormDialog
      title={t('member.add')}
      save={t('member.add')}
      write={write}
      draft={draft}
      input={() => ({ id, ...draft.value })}
      fieldLabel={(field) => t(`member.${field}`)}
      onClose={onClose}
    >
      <TextLine
        label={t('member.name')}
        value={name}
        onChange={(value) => set({ name: value })}
        readOnly={!draft.ready}
        error={write.fieldErrors['name']}
        required
      />
      <TextLine
        type="email"
        label={t('member.email')}
        hint={t('member.email_hint')}
        value={email}
        onChange={(value) => set({ email: value })}
        readOnly={!draft.ready}
        error={write.fieldErrors['email']}
        required
      />
      <ChoiceField
        label={t('role')}
        hint={t(`member.role_means.${role}`)}
        value={role}
        options={roles}
        onChange={(value) => set({ role: value as MemberRole })}
      />
      <ChoiceField
        label={t('member.organization')}
        value={organizationId ?? ''}
        options={organizations}
        onChange={(value) => set({ organizationId: value || null })}
        error={write.fieldErrors['organizationId']}
      />
      <p className={classes['quiet']}>{t('member.account_hint')}</p>
    </FormDialog>
  );
}

/** Name, role and organization; the e-mail stays, since it says whose account it is. */
export function EditMemberDialog({ member, onClose }: { member: ShownMember; onClose(): void }) {
  const { t } = useTranslation(['people', 'words']);
  const { memberId } = usePartnership();
  const { refresh } = useSession();
  const { id, version, organizationName } = member;
  const draft = useDraft(`member:${id}`, {
    name: member.name,
    role: member.role,
    organizationId: member.organizationId,
  });
  const write = useWrite(EditMember, { label: t('member.edit'), touches: memberKinds });
  const roles = useRoleOptions();
  const organizations = useOrganizationOrNone({ id: member.organizationId, name: organizationName });
  const set = (part: Partial<typeof draft.value>) => draft.set({ ...draft.value, ...part });
  const show = (field: string, value: unknown) => {
    if (field === 'role') return t(`words:member_role.${value as MemberRole}`);
    if (field !== 'organizationId') return String(value ?? '—');
    return organizations.find((one) => one.value === (value ?? ''))?.label ?? '—';
  };
  const close = () => {
    // What one may do oneself comes with the session.
    if (id === memberId) void refresh();
    onClose();
  };
  return (
    <FormDialog
      title={member.name}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(`member.${field}`)}
      show={show}
      onClose={close}
    >
      <TextLine
        label={t('member.name')}
        value={draft.value.name}
        onChange={(value) => set({ name: value })}
        readOnly={!draft.ready}
        error={write.fieldErrors['name']}
        required
      />
      <ChoiceField
        label={t('role')}
        hint={t(`member.role_means.${draft.value.role}`)}
        value={draft.value.role}
        options={roles}
        onChange={(value) => set({ role: value as MemberRole })}
      />
      <ChoiceField
        label={t('member.organization')}
        value={draft.value.organizationId ?? ''}
        options={organizations}
        onChange={(value) => set({ organizationId: value || null })}
        error={write.fieldErrors['organizationId']}
      />
      {member.hasAccount === false && member.email ? <AccountCommand name={member.name} email={member.email} /> : null}
    </FormDialog>
  );
}

/** Ends a membership with its seats; what the person wrote stays. */
export function RetireMemberDialog({ member, onClose }: { member: ShownMember; onClose(): void }) {
  const { t } = useTranslation('people');
  const { id, version, name } = member;
  const draft = useDraft(`end-member:${id}`, { reason: '' });
  const write = useWrite(RetireMember, { label: t('member.end'), touches: [...memberKinds, ...seatKinds] });
  return (
    <FormDialog
      title={t('member.end_of', { name })}
      save={t('member.end')}
      write={write}
      draft={draft}
      input={() => ({ id, version, reason: draft.value.reason })}
      fieldLabel={(field) => t(`member.${field}`)}
      onClose={onClose}
    >
      <p className={classes['quiet']}>{t('member.end_means')}</p>
      <TextLine
        label={t('member.reason')}
        hint={t('member.reason_hint')}
        value={draft.value.reason}
        onChange={(reason) => draft.set({ reason })}
        readOnly={!draft.ready}
        error={write.fieldErrors['reason']}
        required
      />
    </FormDialog>
  );
}

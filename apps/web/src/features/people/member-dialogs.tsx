import { type MemberRole, memberRoles } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
import { EndLinks } from '../../shared/item-links/end-links.tsx';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { AddMember, EditMember, memberKinds, RetireMember, type ShownMember } from './people-operations.ts';
import { seatKinds } from './people-query.ts';
import { OrganizationField } from '../../shared/choices/rows-to-choose.tsx';
import classes from './people-screen.module.css';

interface RoleFields {
  role: MemberRole;
  organizationId: string | null;
}

const nobody: RoleFields & { name: string; email: string } = {
  name: '',
  email: '',
  role: 'member',
  organizationId: null,
};

/** Somebody new in the partnership. */
export function AddMemberDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('people');
  const form = useForm({
    key: 'add-member',
    document: AddMember,
    label: t('member.add'),
    touches: memberKinds,
    blank: nobody,
  });
  return (
    <FormDialog form={form} title={t('member.add')} save={t('member.add')} onClose={onClose}>
      <TextField form={form} name="name" label={t('member.name')} required />
      <TextField
        form={form}
        name="email"
        type="email"
        label={t('member.email')}
        hint={t('member.email_hint')}
        required
      />
      <RoleAndOrganization form={form} />
      <p className={classes['quiet']}>{t('member.account_hint')}</p>
    </FormDialog>
  );
}

/** Name, role and organization; the e-mail stays, since it says whose account it is. */
export function EditMemberDialog({ member, onClose }: { member: ShownMember; onClose(): void }) {
  const { t } = useTranslation('people');
  const { memberId } = usePartnership();
  const { refresh } = useSession();
  const { id, organizationName } = member;
  const form = useForm({
    key: `member:${id}`,
    document: EditMember,
    label: t('member.edit'),
    touches: memberKinds,
    row: member,
    read: fields('name', 'role', 'organizationId'),
  });
  return (
    <FormDialog
      form={form}
      title={member.name}
      save={t('save')}
      onClose={onClose}
      onKept={() => {
        // What one may do oneself comes with the session.
        if (id === memberId) void refresh();
      }}
    >
      <TextField form={form} name="name" label={t('member.name')} required />
      <RoleAndOrganization form={form} known={{ id: member.organizationId, name: organizationName }} />
      <h3 className={classes['links']}>{t('member.links')}</h3>
      <EndLinks memberId={id} />
    </FormDialog>
  );
}

interface RoleAndOrganizationProps {
  form: Form<RoleFields>;
  /** The organization that the member has now. */
  known?: { id: string | null; name: string | null };
}

function RoleAndOrganization({ form, known }: RoleAndOrganizationProps) {
  const { t } = useTranslation(['people', 'words']);
  return (
    <>
      <SelectField
        form={form}
        name="role"
        label={t('role')}
        hint={t(`member.role_means.${form.value.role}`)}
        options={memberRoles.map((value) => ({ value, label: t(`words:member_role.${value}`) }))}
      />
      <OrganizationField
        form={form}
        name="organizationId"
        label={t('member.organization')}
        known={known}
        none={t('member.no_organization')}
      />
    </>
  );
}

const noReason = { reason: '' };

/** Ends a membership with its seats; what the person wrote stays. */
export function RetireMemberDialog({ member, onClose }: { member: ShownMember; onClose(): void }) {
  const { t } = useTranslation('people');
  const form = useForm({
    key: `end-member:${member.id}`,
    document: RetireMember,
    label: t('member.end'),
    touches: [...memberKinds, ...seatKinds],
    row: member,
    blank: noReason,
  });
  return (
    <FormDialog form={form} title={t('member.end_of', { name: member.name })} save={t('member.end')} onClose={onClose}>
      <p className={classes['quiet']}>{t('member.end_means')}</p>
      <TextField form={form} name="reason" label={t('member.reason')} hint={t('member.reason_hint')} required />
    </FormDialog>
  );
}

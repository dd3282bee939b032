import type { Settings } from '../../config/settings.ts';
import type { Composer, Letter } from '../../mail/letter.ts';
import { invitationUrl } from './invitation-token.ts';

/** Kind of the mail with which somebody is invited. */
export const invitationMail = 'invitation';

interface InvitationRow {
  id: string;
  partnershipId: string;
  partnershipName: string;
  inviterName: string | null;
  name: string;
  address: string;
}

/** The invitations $2 of the partnership $1 that still open something. */
const openInvitations = `
SELECT i.id, i.partnership_id AS "partnershipId", p.name AS "partnershipName", b.name AS "inviterName",
       m.name, m.email AS address
FROM invitation i
JOIN member m ON m.partnership_id = i.partnership_id AND m.id = i.member_id
JOIN partnership p ON p.id = i.partnership_id
LEFT JOIN member b ON b.partnership_id = i.partnership_id AND b.id = i.created_by_member_id
WHERE i.partnership_id = $1 AND i.id = ANY($2::uuid[]) AND i.accepted_at IS NULL AND i.revoked_at IS NULL
  AND i.expires_at > moment() AND m.retired_at IS NULL AND m.account_id IS NULL`;

/** Somebody who has an account already: they are a member at once. */
interface AddedRow {
  id: string;
  partnershipName: string;
  slug: string;
  name: string;
  address: string;
}

/** Kind of the mail with which somebody who has an account hears that they are a member of one more partnership. */
export const membershipMail = 'membership';

/** The members $2 of the partnership $1 who have an account. */
const addedMembers = `
SELECT m.id, p.name AS "partnershipName", p.slug, m.name, m.email AS address
FROM member m JOIN partnership p ON p.id = m.partnership_id
WHERE m.partnership_id = $1 AND m.id = ANY($2::uuid[]) AND m.retired_at IS NULL AND m.account_id IS NOT NULL`;

/** Reads rows of one tenant. */
type ReadOfTenant = <Row extends { id: string }>(
  partnershipId: string,
  text: string,
  values: unknown[],
) => Promise<Row[]>;

/** One statement for each partnership among the mails: every read of a tenant's rows names its tenant. */
function composeOfTenants<Row extends { id: string }>(
  read: ReadOfTenant,
  query: string,
  letterOf: (row: Row) => Letter,
): Composer {
  return async (mails) => {
    const letters = new Map<string, Letter>();
    for (const [partnershipId, ofOne] of Map.groupBy(mails, ({ tenantId }) => tenantId)) {
      if (partnershipId === null) continue;
      const ids = ofOne.map(({ subjectId }) => subjectId);
      const rows = await read<Row>(partnershipId, query, [partnershipId, ids]);
      const found = new Map(rows.map((row) => [row.id, row]));
      for (const { id, subjectId } of ofOne) {
        const row = found.get(subjectId);
        if (row) letters.set(id, letterOf(row));
      }
    }
    return letters;
  };
}

/** Composes invitations, in both languages, since nobody knows yet which one the person reads. */
export const composeInvitations = (
  read: ReadOfTenant,
  { publicUrl, authSecret }: Pick<Settings, 'publicUrl' | 'authSecret'>,
): Composer =>
  composeOfTenants<InvitationRow>(read, openInvitations, (row) =>
    letterFor(row, invitationUrl(publicUrl, authSecret, tokenFor(row))),
  );

/** Composes what somebody with an account hears of a new membership; nobody chose a language for it yet either. */
export const composeMemberships = (read: ReadOfTenant, { publicUrl }: Pick<Settings, 'publicUrl'>): Composer =>
  composeOfTenants<AddedRow>(read, addedMembers, ({ slug, ...row }) => addedLetter(row, `${publicUrl}/p/${slug}`));

const tokenFor = (row: InvitationRow) => ({
  partnershipId: row.partnershipId,
  invitationId: row.id,
  way: 'mail' as const,
});

function letterFor({ name, address, partnershipName, inviterName }: InvitationRow, url: string): Letter {
  const inviter = inviterName ?? partnershipName;
  return {
    to: { name, address },
    language: 'en',
    text: {
      subject: `Invitation · Invitación: ${partnershipName}`,
      paragraphs: [
        `${inviter} invites you to ${partnershipName} on Throughline, where the partnership agrees who does what and sees whether it helps. The link works once, for two weeks.`,
        `${inviter} le invita a ${partnershipName} en Throughline, donde la alianza acuerda quién hace qué y ve si ayuda. El enlace funciona una sola vez, durante dos semanas.`,
      ],
      link: { label: 'Join · Unirse', url },
      footer: [
        `Sent because ${inviter} entered this address. If that is a mistake, ignore this mail.`,
        `Enviado porque ${inviter} indicó esta dirección. Si es un error, ignore este mensaje.`,
      ],
    },
  };
}

function addedLetter({ name, address, partnershipName }: Omit<AddedRow, 'slug'>, url: string): Letter {
  return {
    to: { name, address },
    language: 'en',
    text: {
      subject: `You are a member now · Ya es miembro: ${partnershipName}`,
      paragraphs: [
        `You were added to ${partnershipName} on Throughline. You sign in with the account that you have.`,
        `Se le agregó a ${partnershipName} en Throughline. Entra con la cuenta que ya tiene.`,
      ],
      link: { label: 'Open · Abrir', url },
      footer: [
        `Sent because somebody who directs ${partnershipName} entered this address. If that is a mistake, you can leave it on the page of your account.`,
        `Enviado porque alguien que dirige ${partnershipName} indicó esta dirección. Si es un error, puede salir en la página de su cuenta.`,
      ],
    },
  };
}

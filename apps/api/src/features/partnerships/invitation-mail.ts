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

/**
 * Composes invitations, in both languages, since nobody knows yet which one the person reads. One statement for each
 * partnership among the mails: every read of a tenant's rows names its tenant.
 */
export function composeInvitations(
  read: (partnershipId: string, text: string, values: unknown[]) => Promise<InvitationRow[]>,
  { publicUrl, authSecret }: Pick<Settings, 'publicUrl' | 'authSecret'>,
): Composer {
  return async (mails) => {
    const letters = new Map<string, Letter>();
    for (const [partnershipId, ofOne] of Map.groupBy(mails, ({ tenantId }) => tenantId)) {
      if (partnershipId === null) continue;
      const ids = ofOne.map(({ subjectId }) => subjectId);
      const rows = await read(partnershipId, openInvitations, [partnershipId, ids]);
      const found = new Map(rows.map((row) => [row.id, row]));
      for (const { id, subjectId } of ofOne) {
        const row = found.get(subjectId);
        if (row) letters.set(id, letterFor(row, invitationUrl(publicUrl, authSecret, tokenFor(row))));
      }
    }
    return letters;
  };
}

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
      subject: `${partnershipName}: invitation · invitación`,
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

import { appRole } from '../database/app-role.ts';

/**
 * Mail that is to be sent, of every partnership and of none: whoever sends it looks across all of them. It belongs to no
 * tenant, so the app's role may add to it and never read it. What a mail says is composed when it is sent; nothing of it
 * is kept here but, sealed and only until then, what cannot be found out again (`sealed`).
 */
export const mailTables = [
  `CREATE TABLE mail (
     id uuid PRIMARY KEY, kind text NOT NULL, tenant_id uuid, subject_id uuid NOT NULL, sealed text,
     created_at timestamptz NOT NULL DEFAULT moment(), due_at timestamptz NOT NULL DEFAULT moment(),
     begun_at timestamptz, unknown_outcomes int NOT NULL DEFAULT 0, failures int NOT NULL DEFAULT 0,
     sent_at timestamptz, given_up_at timestamptz, failure text)`,
  `CREATE INDEX mail_waiting ON mail (due_at) WHERE sent_at IS NULL AND given_up_at IS NULL`,
  `CREATE INDEX mail_subject ON mail (subject_id)`,
  `GRANT INSERT ON mail TO ${appRole}`,
];

/** $1 id, $2 kind, $3 partnership or null, $4 subject, $5 sealed details or null. */
export const queueMail = 'INSERT INTO mail (id, kind, tenant_id, subject_id, sealed) VALUES ($1, $2, $3, $4, $5)';

const waits = 'sent_at IS NULL AND given_up_at IS NULL';
/** Longer than the sending of a batch can take: past it whoever began is dead. */
const lease = `interval '5 minutes'`;
/** After so long a mail is of no use to anybody. */
const longest = `interval '3 days'`;

/**
 * Mail that was begun and never marked: the server was killed meanwhile, and nobody knows whether it was sent. It is
 * begun once more; a second time it is given up, and whoever ordered it is reasons that it may not have arrived.
 */
export const unknownMail = `
UPDATE mail SET begun_at = NULL, unknown_outcomes = unknown_outcomes + 1,
  given_up_at = CASE WHEN unknown_outcomes > 0 THEN moment() END,
  failure = 'the server stopped while it was sent',
  sealed = CASE WHEN unknown_outcomes > 0 THEN NULL ELSE sealed END
WHERE ${waits} AND begun_at < moment() - ${lease}`;

/** Begins the oldest $1 that are due; two nodes never begin the same. */
export const claimMail = `
UPDATE mail SET begun_at = moment() WHERE id IN (
  SELECT id FROM mail WHERE ${waits} AND begun_at IS NULL AND due_at <= moment() ORDER BY due_at, id LIMIT $1
  FOR UPDATE SKIP LOCKED)
RETURNING id, kind, tenant_id AS "tenantId", subject_id AS "subjectId", sealed,
  unknown_outcomes > 0 AS "mayHaveArrived"`;

export const sentMail = `
UPDATE mail SET sent_at = moment(), begun_at = NULL, sealed = NULL, failure = NULL WHERE id = ANY($1::uuid[])`;

const reasons = `FROM unnest($1::uuid[], $2::text[]) AS given(mail_id, reason) WHERE id = given.mail_id`;

/** Of a mail server that is away: the mail keeps its turn, and is given up only when it is too old. */
export const returnMail = `
UPDATE mail SET begun_at = NULL, failure = given.reason, due_at = moment() + interval '1 minute',
  given_up_at = CASE WHEN created_at < moment() - ${longest} THEN moment() END ${reasons}`;

/** Of a mail that was refused for now: later and later, from a minute to an hour. */
export const laterMail = `
UPDATE mail SET begun_at = NULL, failure = given.reason, failures = failures + 1,
  due_at = moment() + least(interval '1 hour', interval '1 minute' * power(3, failures)),
  given_up_at = CASE WHEN created_at < moment() - ${longest} THEN moment() END ${reasons}`;

export const giveUpMail = `
UPDATE mail SET begun_at = NULL, given_up_at = moment(), failure = given.reason, sealed = NULL ${reasons}`;

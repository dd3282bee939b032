import type { SecondFactorVerb, WayVerb } from '@throughline/domain/audit-topics';
import { refusal, type Refusal } from '@throughline/domain/refusals/refusal';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import { v7 as uuidv7 } from 'uuid';
import type { Settings } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';
import { Database } from '../database/database.ts';
import { languageOf } from '../mail/language.ts';
import type { MailLanguage } from '../mail/letter.ts';
import { MailService } from '../mail/mail.service.ts';
import {
  composeEmailChanges,
  composeEmailNotices,
  composePasswordChanges,
  composeResets,
  composeSecondFactorChanges,
  composeSignInLinks,
  emailChangedMail,
  emailChangeMail,
  passwordChangedMail,
  resetMail,
  resetUrl,
  type SecondFactorChange,
  secondFactorMail,
  signInLinkMail,
} from './account-mail.ts';
import { endLinks } from './account-links.ts';
import { absoluteSessionMs, type Auth, createAuth, isPlainlyValid, resetExpiresIn, sessionCookie } from './auth.ts';
import { processTime } from '../kernel/clock.ts';
import { Invalid, NotFound, Refused } from '../kernel/errors.ts';
import { isDemoAccount } from './demo-accounts.ts';
import { isFresh } from './fresh-session.ts';
import type { Inviting } from './inviting.ts';
import { passwordFault } from './password-rules.ts';
import { sessionToken } from './session-cookie.ts';
import { composeWayChanges, wayMail } from './way-mail.ts';

/** A person's login; what a member of a partnership signs in with. */
export interface Account {
  id: string;
  name: string;
  email: string;
}

/** The account of a session. */
export interface SignedIn extends Account {
  /** Whether a password alone does not sign it in. */
  hasSecondFactor: boolean;
  /** Whether this session proved two factors: because the account asks for a second one, or it began with a passkey. */
  provesTwoFactors: boolean;
}

/** What better-auth did while it answered one request. */
interface RequestEvents {
  /** Sessions that began less those that ended, by account: one that only took the place of another is no sign-in. */
  sessions: Map<string, number>;
  secondFactor: { accountId: string; isOn: boolean } | null;
  /** Whose sign-in was refused, though its beginning was right. */
  refused: string | null;
  /** Whose second factor was not changed, as the code or the password was wrong. */
  refusedChange: string | null;
}

/** Mail about one account of one kind since an hour ago. */
const mailsOfLastHour = `
SELECT count(*)::int AS count FROM mail WHERE kind = $1 AND subject_id = $2 AND created_at > moment() - interval '1 hour'`;
/** More than a person in a hurry asks for, fewer than somebody needs who means to annoy. */
const mostMailsInAnHour = 4;

/** Who writes down that somebody signed in or tried to, and what became of the ways in. */
export interface SignInWatch {
  addSignIn(accountId: string): Promise<void>;
  addFailure(accountId: string): Promise<void>;
  addWayChange(accountId: string, change: WayVerb): Promise<void>;
  addSecondFactor(accountId: string, verb: SecondFactorVerb): Promise<void>;
}

const languageAsked = (headers: Headers | undefined): MailLanguage => languageOf(headers?.get('accept-language'));

/** Gives the account $1 the address $2, which is known to be its owner's, and ends the links that were mailed before. */
const changeEmail = `
WITH old AS (SELECT id, email FROM account WHERE id = $1 FOR UPDATE),
     a AS (UPDATE account SET email = $2, email_verified = true, updated_at = moment() WHERE id = $1 RETURNING id),
     v AS (DELETE FROM verification v USING old
           WHERE position(old.id::text IN v.value) > 0 OR position(to_json(old.email)::text IN v.value) > 0)
SELECT old.email AS before FROM old JOIN a USING (id)`;

/** True where another account has the address. */
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

/** Takes the second factor of the e-mail $1 away, with the sessions that it let in. */
const removeSecondFactor = `
WITH a AS (UPDATE account SET has_second_factor = false, updated_at = moment()
           WHERE email = $1 AND has_second_factor RETURNING id),
     f AS (DELETE FROM second_factor WHERE account_id IN (SELECT id FROM a)),
     s AS (DELETE FROM session WHERE account_id IN (SELECT id FROM a))
SELECT id FROM a`;

const findSession = `
SELECT a.id, a.name, a.email, a.has_second_factor AS "hasSecondFactor",
       a.has_second_factor OR s.by_passkey AS "provesTwoFactors", s.expires_at AS "expiresAt", s.created_at AS "createdAt"
FROM session s JOIN account a ON a.id = s.account_id WHERE s.token = $1`;

/** Sign-in, sessions and passwords, by better-auth. */
@Injectable()
export class AccountsService {
  readonly auth: Auth;
  readonly #events = new AsyncLocalStorage<RequestEvents>();
  #watch: SignInWatch | null = null;
  #invitations: Inviting | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(MailService) private readonly mail: MailService,
  ) {
    this.auth = createAuth(
      database.pool,
      this.settings,
      {
        reset: (accountId, token, headers) => this.#sendReset(accountId, token, languageAsked(headers)),
        signInLink: (email, token, headers) => this.#sendSignInLink(email, token, languageAsked(headers)),
        passwordChanged: (accountId, headers) => this.#passwordChanged(accountId, languageAsked(headers)),
        sessionBegan: (accountId) => this.#countSession(accountId, 1),
        sessionEnded: (accountId) => this.#countSession(accountId, -1),
        secondFactorChanged: (accountId, isOn) => this.#note({ secondFactor: { accountId, isOn } }),
        signInRefused: (accountId) => this.#note({ refused: accountId }),
        changeRefused: (accountId) => this.#note({ refusedChange: accountId }),
        wayChanged: (accountId, change, headers) => this.#wayChanged(accountId, change, languageAsked(headers)),
      },
      () => this.#inviting(),
    );
    mail.compose(resetMail, composeResets(database.pool, settings.publicUrl));
    mail.compose(passwordChangedMail, composePasswordChanges(database.pool));
    mail.compose(emailChangeMail, composeEmailChanges(database.pool, settings.publicUrl));
    mail.compose(emailChangedMail, composeEmailNotices(database.pool));
    mail.compose(signInLinkMail, composeSignInLinks(database.pool, settings.publicUrl));
    mail.compose(wayMail, composeWayChanges(database.pool));
    mail.compose(secondFactorMail, composeSecondFactorChanges(database.pool));
  }

  #note(event: Partial<RequestEvents>): void {
    Object.assign(this.#events.getStore() ?? {}, event);
  }

  #countSession(accountId: string, change: number): void {
    const sessions = this.#events.getStore()?.sessions;
    sessions?.set(accountId, (sessions.get(accountId) ?? 0) + change);
  }

  /** Declares who writes sign-ins down; called while the modules start. */
  watchSignIns(watch: SignInWatch): void {
    this.#watch = watch;
  }

  /** Declares who knows invitations; called while the modules start. */
  inviteBy(inviting: Inviting): void {
    this.#invitations = inviting;
  }

  #inviting(): Inviting {
    if (!this.#invitations) throw new Error('nobody declared who knows invitations');
    return this.#invitations;
  }

  /** Tells the person, and those who read the history of their partnerships. */
  async #wayChanged(accountId: string, change: WayVerb, language: MailLanguage): Promise<void> {
    await this.mail.order({ kind: wayMail, subjectId: accountId, details: { change, language } });
    await this.#watch?.addWayChange(accountId, change);
  }

  /**
   * Lets better-auth answer a request. A session that begins, by whatever way, is written down before the answer leaves;
   * the connection that better-auth used is free by then.
   */
  async handle(request: Request): Promise<Response> {
    const events: RequestEvents = { sessions: new Map(), secondFactor: null, refused: null, refusedChange: null };
    const answer = await this.#events.run(events, () => this.auth.handler(request));
    for (const [accountId, more] of events.sessions) if (more > 0) await this.#watch?.addSignIn(accountId);
    if (events.refused) await this.#watch?.addFailure(events.refused);
    if (events.refusedChange) await this.#watch?.addSecondFactor(events.refusedChange, 'second_factor_failed');
    if (events.secondFactor && answer.ok) {
      const { accountId, isOn } = events.secondFactor;
      await this.#watch?.addSecondFactor(accountId, isOn ? 'second_factor_on' : 'second_factor_off');
      await this.#mailSecondFactor(accountId, isOn ? 'on' : 'off', languageAsked(request.headers));
    }
    return answer;
  }

  #mailSecondFactor(subjectId: string, change: SecondFactorChange, language: MailLanguage): Promise<void> {
    return this.mail.order({ kind: secondFactorMail, subjectId, details: { change, language } });
  }

  /**
   * Removes the second factor of somebody who has lost it, for whoever runs the server; ends their sessions and tells
   * them. False when no account has the e-mail, or it has none.
   */
  async removeSecondFactor(email: string): Promise<boolean> {
    const { rows } = await this.database.pool.query<{ id: string }>(removeSecondFactor, [email.trim().toLowerCase()]);
    const [account] = rows;
    if (account) {
      await this.database.pool.query(endLinks, [account.id]);
      await this.#watch?.addSecondFactor(account.id, 'second_factor_removed');
      await this.#mailSecondFactor(account.id, 'removed', 'en');
    }
    return account !== undefined;
  }

  /**
   * Writes down that a password for the e-mail was refused. Nobody waits for it: an answer that takes longer would tell
   * that there is such an account.
   */
  noteFailure(email: string): void {
    void this.withEmail(email.trim().toLowerCase())
      .then((account) => account && this.#watch?.addFailure(account.id))
      .catch((error: unknown) => console.error('A sign-in that failed could not be written down:', error));
  }

  /** Who the request's cookie belongs to, or null when there is no session or it is past its absolute age. */
  async accountOf(headers: IncomingHttpHeaders): Promise<SignedIn | null> {
    if (!headers.cookie) return null;
    const account = (await this.#findAccount(headers.cookie)) ?? (await this.#renewSession(headers));
    // A folder in which the demo once ran keeps its accounts and their sessions.
    return account && isDemoAccount(account) && !this.settings.demo ? null : account;
  }

  async #passwordChanged(subjectId: string, language: MailLanguage): Promise<void> {
    await this.database.pool.query(endLinks, [subjectId]);
    await this.mail.order({ kind: passwordChangedMail, subjectId, details: { language } });
  }

  /** Mails a link to choose a new password; nothing more where several were sent within the hour. */
  async #sendReset(accountId: string, token: string, language: MailLanguage): Promise<void> {
    await this.#orderFew(resetMail, accountId, { token, language });
  }

  async #sendSignInLink(email: string, token: string, language: MailLanguage): Promise<void> {
    const account = await this.withEmail(email.trim().toLowerCase());
    if (account) await this.#orderFew(signInLinkMail, account.id, { token, language });
  }

  /** Orders a mail, unless several of its kind went to the account within the hour. */
  async #orderFew(kind: string, subjectId: string, details: Record<string, string>): Promise<void> {
    const { rows } = await this.database.pool.query<{ count: number }>(mailsOfLastHour, [kind, subjectId]);
    if ((rows[0]?.count ?? 0) < mostMailsInAnHour) await this.mail.order({ kind, subjectId, details });
  }

  /**
   * Asks that whoever is signed in is the account's owner now: by the password, or where it has none by a session that
   * began a moment ago.
   * @throws Invalid PASSWORD_WRONG; Refused SIGN_IN_AGAIN
   */
  async demandConfirmed(account: Account, password: string, headers: IncomingHttpHeaders): Promise<void> {
    const { internalAdapter, password: passwords } = await this.auth.$context;
    const found = (await internalAdapter.findAccounts(account.id)).find((one) => one.providerId === 'credential');
    if (found?.password) {
      const isRight = await passwords.verify({ hash: found.password, password });
      if (!isRight) throw new Invalid({ password: refusal('PASSWORD_WRONG') });
    } else {
      const here = await this.auth.api.getSession({ headers: fromNodeHeaders(headers) });
      if (!here || !isFresh(here.session)) throw new Refused(refusal('SIGN_IN_AGAIN'));
    }
  }

  /**
   * Mails a link to the new address, with which the account changes to it. Whether somebody else has the address is told
   * to nobody: then nothing is sent.
   * @throws Invalid for a password that is not the account's, and for an address of the demo; Refused SIGN_IN_AGAIN where
   * the account has no password and the session is not fresh
   */
  async beginEmailChange(account: Account, change: { email: string; password: string }, headers: IncomingHttpHeaders) {
    const { email, password } = change;
    if (isDemoAccount(account) || isDemoAccount({ email })) throw new Invalid({ email: refusal('EMAIL_OF_DEMO') });
    await this.demandConfirmed(account, password, headers);
    const { internalAdapter } = await this.auth.$context;
    if (await this.withEmail(email)) return;
    const language = languageOf(headers['accept-language'] ?? null);
    const token = randomBytes(24).toString('base64url');
    await internalAdapter.createVerificationValue({
      identifier: `change-email:${token}`,
      value: JSON.stringify({ accountId: account.id, email, language }),
      expiresAt: new Date(processTime() + resetExpiresIn * 1000),
    });
    await this.#orderFew(emailChangeMail, account.id, { token, language, address: email });
  }

  /**
   * Changes an account's address by the link that was mailed there, and tells the address before. Links that were mailed to
   * that one open nothing any more.
   * @throws NotFound when the link is over; Refused ACCOUNT_EXISTS when somebody else has the address by now
   */
  async confirmEmailChange(token: string): Promise<{ accountId: string; before: string; email: string }> {
    const { internalAdapter } = await this.auth.$context;
    const found = await internalAdapter.consumeVerificationValue(`change-email:${token}`);
    if (!found || new Date(found.expiresAt).getTime() < processTime()) throw new NotFound();
    const { accountId, email, language } = JSON.parse(found.value) as Record<
      'accountId' | 'email' | 'language',
      string
    >;
    const changed = await this.database.pool
      .query<{ before: string }>(changeEmail, [accountId, email])
      .catch((error: unknown) => {
        throw isTaken(error) ? new Refused(refusal('ACCOUNT_EXISTS')) : error;
      });
    const [row] = changed.rows;
    if (!row) throw new NotFound();
    await this.mail.order({
      kind: emailChangedMail,
      subjectId: accountId,
      details: { language, address: row.before },
    });
    return { accountId, before: row.before, email };
  }

  /**
   * A link with which the account's password can be chosen anew, for whoever runs the server to hand over; null when no
   * account has the e-mail.
   */
  async resetLink(email: string): Promise<string | null> {
    const account = await this.withEmail(email.trim().toLowerCase());
    if (!account) return null;
    const { internalAdapter } = await this.auth.$context;
    const token = randomBytes(24).toString('base64url');
    await internalAdapter.createVerificationValue({
      value: account.id,
      identifier: `reset-password:${token}`,
      expiresAt: new Date(processTime() + resetExpiresIn * 1000),
    });
    return resetUrl(this.settings.publicUrl, token);
  }

  async #renewSession(headers: IncomingHttpHeaders): Promise<SignedIn | null> {
    const found = await this.auth.api.getSession({ headers: fromNodeHeaders(headers) });
    if (!found || processTime() - new Date(found.session.createdAt).getTime() > absoluteSessionMs) return null;
    const { id, name, email, twoFactorEnabled } = found.user;
    const hasSecondFactor = twoFactorEnabled === true;
    return { id, name, email, hasSecondFactor, provesTwoFactors: hasSecondFactor || found.session.byPasskey === true };
  }

  /**
   * The account of a session that is plainly valid, by one prepared statement: better-auth takes two, and most of a
   * request's time. Whatever is about to be renewed, over or not ours is left to better-auth.
   */
  async #findAccount(cookies: string): Promise<SignedIn | null> {
    const { authSecret, publicUrl } = this.settings;
    const token = sessionToken(cookies, sessionCookie(publicUrl), authSecret);
    if (token === null) return null;
    const found = await this.database.pool.query<SignedIn & { expiresAt: Date; createdAt: Date }>({
      name: 'session',
      text: findSession,
      values: [token],
    });
    const [row] = found.rows;
    if (!row || !isPlainlyValid(row, processTime())) return null;
    const { expiresAt: _until, createdAt: _since, ...account } = row;
    return account;
  }

  /** Whether the account can prove a second factor: by a code, or with a passkey. */
  async hasSecondFactor(accountId: string): Promise<boolean> {
    const text = `SELECT has_second_factor OR EXISTS (SELECT FROM passkey WHERE account_id = $1) AS "is"
      FROM account WHERE id = $1`;
    const found = await this.database.pool.query<{ is: boolean }>({ name: 'second-factor', text, values: [accountId] });
    return found.rows[0]?.is ?? false;
  }

  /** Resolves when the database answers, rejects with its error when it does not. */
  async reach(): Promise<void> {
    await this.database.pool.query('SELECT 1');
  }

  /**
   * The accounts whose e-mails (lower case) are known to be their owners'. An account that was made by a link handed over
   * by hand may be somebody else's: no membership is given to it for its address.
   */
  async verifiedWithEmails(emails: readonly string[]): Promise<Account[]> {
    const text = 'SELECT id, name, email FROM account WHERE email = ANY($1::text[]) AND email_verified';
    const found = await this.database.pool.query<Account>({ name: 'verified-accounts', text, values: [emails] });
    return found.rows;
  }

  /** The account with an e-mail (lower case), or null. Only for operations that may link an account to a membership. */
  async withEmail(email: string): Promise<Account | null> {
    const text = 'SELECT id, name, email FROM account WHERE email = $1';
    const found = await this.database.pool.query<Account>({ name: 'account-with-email', text, values: [email] });
    return found.rows[0] ?? null;
  }

  /** Why a password is not taken for a new account with that name and e-mail, or null; the demo's is known to everybody. */
  passwordFault(password: string, { name, email }: { name: string; email: string }): Refusal | null {
    return isDemoAccount({ email }) ? null : passwordFault(password, [name, email]);
  }

  /** Creates an account with a password, or answers the one that has the e-mail already (its password stays). */
  async ensure(person: { name: string; email: string; password: string }): Promise<Account> {
    const email = person.email.trim().toLowerCase();
    if (isDemoAccount({ email }) && !this.settings.demo) {
      throw new Invalid({ email: refusal('EMAIL_OF_DEMO') });
    }
    const known = await this.withEmail(email);
    if (known) return known;
    // Whoever founds a partnership or runs the server answers for the address.
    return (await this.create({ ...person, email, isVerified: true })) ?? (await this.ensure(person));
  }

  /** Creates an account, or answers null when one has the e-mail (lower case) already. */
  async create(person: {
    name: string;
    email: string;
    password: string;
    isVerified: boolean;
  }): Promise<Account | null> {
    const { hash } = (await this.auth.$context).password;
    const { name, email, isVerified } = person;
    const id = uuidv7();
    const made = await this.database.pool.query(
      `WITH a AS (INSERT INTO account (id, name, email, email_verified) VALUES ($1, $2, $3, $6)
                  ON CONFLICT (email) DO NOTHING RETURNING id)
       INSERT INTO credential (id, account_id, provider_id, provider_account_id, password)
       SELECT $4, a.id, 'credential', a.id::text, $5 FROM a`,
      [id, name, email, uuidv7(), await hash(person.password), isVerified],
    );
    return made.rowCount === 1 ? { id, name, email } : null;
  }
}

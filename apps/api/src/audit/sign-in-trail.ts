import { Inject, Injectable } from '@nestjs/common';
import type { SecondFactorVerb, SignInVerb, TrailKind } from '@throughline/domain/audit-topics';
import { v7 as uuidv7 } from 'uuid';
import { AccountsService } from '../accounts/accounts.service.ts';
import { is, quote } from '../database/words-sql.ts';
import { Tenancy } from '../tenancy/tenancy.ts';

interface Membership {
  partnershipId: string;
  memberId: string;
}

const findMemberships = `
SELECT partnership_id AS "partnershipId", id AS "memberId" FROM member WHERE account_id = $1 AND retired_at IS NULL`;

const insertSignIn = `
INSERT INTO audit (partnership_id, id, member_id, verb, kind, item_id) VALUES ($1, $2, $3, ${quote<SignInVerb>('sign_in')}, ${quote<TrailKind>('member')}, $3)`;

const insertWayChange = `
INSERT INTO audit (partnership_id, id, member_id, verb, kind, item_id) VALUES ($1, $2, $3, $4, ${quote<TrailKind>('member')}, $3)`;
/** By the member themselves, or with the verb of what others do by nobody that is known. */
const insertSecondFactor = (verb: SecondFactorVerb): string => {
  const by = verb === 'second_factor_on' || verb === 'second_factor_off' ? '$3::uuid' : 'NULL::uuid';
  return `
INSERT INTO audit (partnership_id, id, member_id, verb, kind, item_id) VALUES ($1, $2, ${by}, ${quote(verb)}, ${quote<TrailKind>('member')}, $3)`;
};

/** Failures of one membership in an hour that are written down: whoever guesses must not be able to fill the audit. */
const mostFailures = 30;

type Failure = Extract<SignInVerb, 'sign_in_failed' | 'second_factor_failed'>;

const insertFailure = (verb: Failure): string => `
INSERT INTO audit (partnership_id, id, verb, kind, item_id)
SELECT $1, $2, ${quote<SignInVerb>(verb)}, ${quote<TrailKind>('member')}, $3 WHERE (
  SELECT count(*) FROM audit a WHERE a.partnership_id = $1 AND a.item_id = $3 AND ${is<SignInVerb>('a.verb', verb)}
    AND a.at > moment() - interval '1 hour') < ${mostFailures}`;

/**
 * Writes sign-ins, and what became of the ways to sign in, down in each partnership that the account is a member of: that
 * it happened, to which membership and when. Nothing of where from, and nothing of the other partnerships.
 */
@Injectable()
export class SignInTrail {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(AccountsService) accounts: AccountsService,
  ) {
    accounts.watchSignIns({
      addSignIn: (accountId) =>
        this.#inEach(accountId, ({ partnershipId, memberId }) => [insertSignIn, [partnershipId, uuidv7(), memberId]]),
      addFailure: (accountId) =>
        this.#inEach(accountId, ({ partnershipId, memberId }) => [
          insertFailure('sign_in_failed'),
          [partnershipId, uuidv7(), memberId],
        ]),
      addWayChange: (accountId, change) =>
        this.#inEach(accountId, ({ partnershipId, memberId }) => [
          insertWayChange,
          [partnershipId, uuidv7(), memberId, change],
        ]),
      addSecondFactor: (accountId, verb) =>
        this.#inEach(accountId, ({ partnershipId, memberId }) => [
          verb === 'second_factor_failed' ? insertFailure(verb) : insertSecondFactor(verb),
          [partnershipId, uuidv7(), memberId],
        ]),
    });
  }

  async #inEach(accountId: string, statementOf: (where: Membership) => [string, unknown[]]): Promise<void> {
    const ofAccount = { partnershipId: null, accountId, seesHidden: false };
    const { rows } = await this.tenancy.inScope(ofAccount, 'READ ONLY', (client) =>
      client.query<Membership>(findMemberships, [accountId]),
    );
    for (const where of rows) {
      const scope = { partnershipId: where.partnershipId, accountId: null, seesHidden: false };
      await this.tenancy.inScope(scope, 'READ WRITE', (client) => client.query(...statementOf(where)));
    }
  }
}

import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer, ViewerSeat } from '@throughline/domain/viewer';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { AccountsService, type SignedIn } from '../accounts/accounts.service.ts';
import { isHeldSeat } from '../database/seat-sql.ts';
import { askedForSecondFactor } from '../database/second-factor-sql.ts';
import { BoundedCache } from '../kernel/bounded-cache.ts';
import { processTime } from '../kernel/clock.ts';
import { isUuid } from '../kernel/inputs.ts';
import { Tenancy } from './tenancy.ts';

/** What one request is allowed to be: nobody, an account, or an account as a member of the partnership it named. */
export interface Caller {
  account: SignedIn | null;
  viewer: Viewer | null;
  /** The account is a member, and is let in once it has a second factor. */
  lacksSecondFactor?: boolean;
}

interface Membership {
  needsSecondFactor: boolean;
  memberId: string;
  role: MemberRole;
  organizationId: string | null;
  seats: ViewerSeat[];
}

const findMembership = `
SELECT m.id AS "memberId", m.role, m.organization_id AS "organizationId", ${askedForSecondFactor('p', 'm')} AS "needsSecondFactor",
       coalesce((SELECT json_agg(json_build_object('networkId', s.network_id, 'tableId', s.table_id, 'role', s.role))
                 FROM seat s WHERE s.partnership_id = m.partnership_id AND s.member_id = m.id
                 AND ${isHeldSeat}), '[]') AS seats
FROM member m JOIN partnership p ON p.id = m.partnership_id
WHERE m.partnership_id = $1 AND m.account_id = $2 AND m.retired_at IS NULL`;

/** How long a session and a membership may be remembered, in milliseconds: the delay until a revocation is felt. */
const rememberMs = 5_000;
const mostRemembered = 5_000;

/** Finds out who asks, once per request. */
@Injectable()
export class ViewerService {
  readonly #remembered = new BoundedCache<{ until: number; caller: Promise<Caller> }>(mostRemembered);

  constructor(
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** The caller of a request; `header` is `x-partnership`'s value, and is not trusted. */
  callerOf(headers: IncomingHttpHeaders, header: string | null): Promise<Caller> {
    const cookie = headers.cookie;
    // As the database writes it: notices are told by this id, and one tenant must not have two spellings.
    const partnershipId = header === null ? null : header.trim().toLowerCase();
    if (!cookie) return Promise.resolve({ account: null, viewer: null });
    const key = `${partnershipId}\n${cookie}`;
    const now = processTime();
    const known = this.#remembered.get(key);
    if (known && known.until > now) return known.caller;
    const caller = this.#find(headers, partnershipId);
    this.#remembered.set(key, { until: now + rememberMs, caller }, 1);
    caller.catch(() => this.#remembered.delete(key));
    return caller;
  }

  /** Forgets what is remembered: after a sign-out, and after a member or a seat changed on this node. */
  forget(): void {
    this.#remembered.clear();
  }

  async #find(headers: IncomingHttpHeaders, partnershipId: string | null): Promise<Caller> {
    const account = await this.accounts.accountOf(headers);
    if (!account || !isUuid(partnershipId)) return { account, viewer: null };
    const found = await this.#membership(account.id, partnershipId);
    if (!found) return { account, viewer: null };
    const { needsSecondFactor, ...membership } = found;
    if (needsSecondFactor && !account.provesTwoFactors) return { account, viewer: null, lacksSecondFactor: true };
    return { account, viewer: { accountId: account.id, partnershipId, ...membership } };
  }

  /** The account as a member of the partnership, or null when it is none; for what is done in its name without a session. */
  async viewerOf(accountId: string, partnershipId: string): Promise<Viewer | null> {
    const found = await this.#membership(accountId, partnershipId);
    if (!found) return null;
    const { needsSecondFactor: _needs, ...membership } = found;
    return { accountId, partnershipId, ...membership };
  }

  #membership(accountId: string, partnershipId: string): Promise<Membership | null> {
    const scope = { partnershipId, accountId, seesHidden: false };
    return this.tenancy.readOneInScope<Membership>(scope, findMembership, [partnershipId, accountId]);
  }
}

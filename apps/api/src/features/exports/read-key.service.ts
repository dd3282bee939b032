import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import { hasRole, type Viewer } from '@throughline/domain/viewer';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { askedForSecondFactor } from '../../database/second-factor-sql.ts';
import { Refused } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { hashSecret } from '../../kernel/secrets.ts';
import { demand } from '../../tenancy/demand.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { ReadKey } from './read-key.entity.ts';
import { AddReadKeyInput, RetireReadKeyInput } from './read-key.inputs.ts';
import type { ReadKeyType } from './read-key.type.ts';

const columns = (asking: string): string =>
  `k.id, k.name, m.name AS owner, k.owner_member_id = ${asking} AS "isOwn", k.created_at AS "createdAt"`;
const from = 'read_key k JOIN member m ON m.partnership_id = k.partnership_id AND m.id = k.owner_member_id';

/** Keys that open something, the newest first: of the member $2, with $3 everybody's. */
const keysInUse: ListQuery = {
  columns: columns('$2::uuid'),
  from,
  where: 'k.partnership_id = $1 AND k.retired_at IS NULL AND ($3::boolean OR k.owner_member_id = $2)',
  order: [{ by: 'k.id', type: 'uuid', descending: true }],
};

/** $2 key, $3 who asks. */
const findKey = `SELECT ${columns('$3::uuid')} FROM ${from} WHERE k.partnership_id = $1 AND k.id = $2`;

/** $1 partnership, $2 hash. A key ends with its owner's membership, and rests while a second factor is asked of them that they lack. */
const findOwner = `
SELECT m.id AS "memberId", m.account_id AS "accountId", ${askedForSecondFactor('p', 'm')} AS "needsSecondFactor" FROM read_key k
JOIN partnership p ON p.id = k.partnership_id
JOIN member m ON m.partnership_id = k.partnership_id AND m.id = k.owner_member_id
WHERE k.partnership_id = $1 AND k.key_hash = $2 AND k.retired_at IS NULL AND m.retired_at IS NULL AND m.account_id IS NOT NULL`;

interface KeyOwner {
  memberId: string;
  accountId: string;
  needsSecondFactor: boolean;
}

/** Keys for scripts: made, shown, taken back, and recognised. */
@Injectable()
export class ReadKeyService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(AccountsService) private readonly accounts: AccountsService,
  ) {}

  /** Keeps the hash of a key that the member's browser has made. */
  async add(viewer: Viewer, input: AddReadKeyInput): Promise<ReadKeyType> {
    return this.writes.run(viewer, AddReadKeyInput, input, (tx, values) => {
      const key = tx.insert(ReadKey, { ...values, ownerMemberId: viewer.memberId });
      return answerKey(tx, key.id, viewer);
    });
  }

  /** Takes a key back; it opens nothing from the next request on. */
  async retire(viewer: Viewer, input: RetireReadKeyInput): Promise<ReadKeyType> {
    return this.writes.run(viewer, RetireReadKeyInput, input, (tx, _none, before) => {
      tx.update(ReadKey, before, { retiredAt: tx.now }, { verb: 'retire' });
      return answerKey(tx, before.id, viewer);
    });
  }

  /** One's own keys that open something; for the director everybody's; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<ReadKeyType>> {
    demand(viewer, 'canReadPartnership');
    const values = [viewer.partnershipId, viewer.memberId, hasRole(viewer, 'director')];
    return this.tenancy.read(viewer, (tx) => tx.page<ReadKeyType>(keysInUse, values, { first, after }));
  }

  /**
   * Whoever sends a key, as somebody who only reads; null where it opens nothing. It is not kept in mind between
   * requests, so that one that was taken back is refused at once.
   * @throws Refused SECOND_FACTOR_NEEDED while the partnership asks its owner for one that they lack
   */
  async viewerOf(partnershipId: string, key: string): Promise<Viewer | null> {
    if (!isUuid(partnershipId)) return null;
    const scope = { partnershipId, accountId: null, seesHidden: false };
    const values = [partnershipId, hashSecret(key)];
    const found = await this.tenancy.readOneInScope<KeyOwner>(scope, findOwner, values);
    if (!found) return null;
    const { needsSecondFactor, ...owner } = found;
    if (needsSecondFactor && !(await this.accounts.hasSecondFactor(owner.accountId)))
      throw new Refused(refusal('SECOND_FACTOR_NEEDED'));
    return { ...owner, partnershipId, role: 'viewer', organizationId: null, seats: [] };
  }
}

const answerKey = (tx: WriteTransaction, id: string, viewer: Viewer) =>
  tx.answer<ReadKeyType>(findKey, [tx.partnershipId, id, viewer.memberId]);

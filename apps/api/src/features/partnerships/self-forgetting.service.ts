import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import type { Account } from '../../accounts/accounts.service.ts';
import { is } from '../../database/words-sql.ts';
import { Refused } from '../../kernel/errors.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { ForgettingService } from './forgetting.service.ts';
import { MemberService } from './member.service.ts';

interface Membership {
  partnershipId: string;
  memberId: string;
  isEnded: boolean;
}

/** $1 account: the memberships that last, and those that have ended and were not forgotten. */
const memberships = `
SELECT partnership_id AS "partnershipId", id AS "memberId", retired_at IS NOT NULL AS "isEnded"
FROM member WHERE account_id = $1 ORDER BY partnership_id`;

/** The name of the partnership $1 where nobody but the member $2, who does, directs it. */
const directedByNobodyElse = `
SELECT p.name FROM partnership p JOIN member m ON m.partnership_id = p.id AND m.id = $2
WHERE p.id = $1 AND ${is<MemberRole>('m.role', 'director')} AND m.retired_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM member o WHERE o.partnership_id = $1 AND o.id <> $2 AND o.retired_at IS NULL
    AND ${is<MemberRole>('o.role', 'director')})`;

/** Lets a person be forgotten by themselves: they leave every partnership, and are forgotten in each, with the account. */
@Injectable()
export class SelfForgettingService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(MemberService) private readonly members: MemberService,
    @Inject(ForgettingService) private readonly forgetting: ForgettingService,
  ) {}

  /**
   * Forgets an account and whoever it is in every partnership. What was interrupted is finished by the next attempt: the
   * account goes last.
   * @throws Refused LAST_DIRECTOR_OF while a partnership would be left with nobody who directs it; then nothing is done
   */
  async forget({ id }: Account): Promise<void> {
    const ofAccount = { partnershipId: null, accountId: id, seesHidden: false };
    const { rows } = await this.tenancy.inScope(ofAccount, 'READ ONLY', (client) =>
      client.query<Membership>(memberships, [id]),
    );
    for (const { partnershipId, memberId } of rows) {
      const scope = { partnershipId, accountId: null, seesHidden: false };
      const keys = [partnershipId, memberId];
      const alone = await this.tenancy.readOneInScope<{ name: string }>(scope, directedByNobodyElse, keys);
      if (alone) throw new Refused(refusal('LAST_DIRECTOR_OF', { partnership: alone.name }));
    }
    for (const { partnershipId, isEnded } of rows) {
      const viewer = isEnded ? null : await this.viewers.viewerOf(id, partnershipId);
      // By the usual way, so that their seats end and the history says that they went by themselves.
      if (viewer) await this.members.leave(viewer, { idempotencyKey: uuidv7(), reason: 'Asked to be forgotten' });
    }
    for (const { partnershipId, memberId } of rows) await this.forgetting.forget(partnershipId, memberId, memberId);
    await this.forgetting.forgetAccount(id);
    this.viewers.forget();
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { Conflict, Refused } from '../../kernel/errors.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { Writes } from '../../writes/writes.ts';
import { MeService } from './me.service.ts';
import { Member } from './member.entity.ts';

/** Another address of an account, and of the memberships that had the one before. */
@Injectable()
export class EmailChangeService {
  constructor(
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(MeService) private readonly me: MeService,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(ViewerService) private readonly viewers: ViewerService,
  ) {}

  /** Changes the address by the link that was mailed there; mail of every partnership follows. @throws NotFound; Refused */
  async confirm(token: string): Promise<{ email: string }> {
    const { accountId, before, email } = await this.accounts.confirmEmailChange(token);
    for (const { partnershipId, memberId } of await this.me.membershipsOf(accountId)) {
      const viewer = await this.viewers.viewerOf(accountId, partnershipId);
      if (viewer) await this.#follow(viewer, memberId, before, email);
    }
    this.viewers.forget();
    return { email };
  }

  async #follow(viewer: Viewer, memberId: string, before: string, email: string): Promise<void> {
    const changed = this.writes.byItself(viewer, 'changeEmail', async (tx) => {
      const member = await tx.find(Member, memberId);
      if (member.email === before) tx.update(Member, member, { email });
    });
    // Where another member has the address, or the row is changed just now, the director's entry stays.
    await changed.catch((error: unknown) => {
      if (!(error instanceof Conflict) && !(error instanceof Refused)) throw error;
    });
  }
}

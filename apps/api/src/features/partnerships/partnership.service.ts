import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { refusal } from '@throughline/domain/refusals/refusal';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { Refused } from '../../kernel/errors.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Partnership } from './partnership.entity.ts';
import { EditPartnershipInput } from './partnership.inputs.ts';
import type { PartnershipType } from './partnership.type.ts';

/** The partnership itself. */
@Injectable()
export class PartnershipService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(ViewerService) private readonly viewers: ViewerService,
  ) {}

  /** The viewer's partnership; 1 statement. */
  async get(viewer: Viewer): Promise<PartnershipType> {
    demand(viewer, 'canReadPartnership');
    const row = await this.tenancy.read(viewer, (tx) => tx.find(Partnership, viewer.partnershipId));
    return presentPartnership(viewer, row);
  }

  /**
   * Changes name, scope, time zone, the minimum cell, the coding or who needs a second factor; another minimum or coding
   * decides all anew.
   * @throws Refused SECOND_FACTOR_OWN_FIRST for a director who would be locked out
   */
  async edit(viewer: Viewer, input: EditPartnershipInput): Promise<PartnershipType> {
    // Asked before the transaction: accounts are no tenant data.
    const isLockedOut = input.requiresSecondFactor === true && !(await this.accounts.hasSecondFactor(viewer.accountId));
    const row = await this.writes.run(viewer, EditPartnershipInput, input, (tx, changes, before) => {
      if (isLockedOut && !before.requiresSecondFactor) throw new Refused(refusal('SECOND_FACTOR_OWN_FIRST'));
      const after = tx.update(Partnership, before, changes);
      // In the same transaction: nobody meets the new minimum with the old decisions.
      if (after.minimumCell !== before.minimumCell || after.coding !== before.coding) {
        this.disclosure.undecide(tx, { rulesOf: 'all' });
      }
      return after;
    });
    if (isGiven(input.minimumCell) || isGiven(input.coding))
      await this.disclosure.decideWaiting(viewer.partnershipId, 'all');
    if (isGiven(input.requiresSecondFactor)) this.viewers.forget();
    return presentPartnership(viewer, row);
  }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const presentPartnership = (viewer: Viewer, row: Partnership): PartnershipType => ({
  ...row,
  abilities: abilities(viewer),
});

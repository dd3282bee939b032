import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { findFirstSteps } from './first-steps.reads.ts';
import type { FirstStepsType } from './first-steps.type.ts';

/** What of its first hour a partnership has done; nothing is remembered of it but what is there. */
@Injectable()
export class FirstStepsService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** For the director; 1 statement. */
  async get(viewer: Viewer): Promise<FirstStepsType> {
    demand(viewer, 'canManagePartnership');
    const found = await this.tenancy.readOne<FirstStepsType>(viewer, findFirstSteps, [
      viewer.partnershipId,
      viewer.memberId,
    ]);
    if (!found) throw new NotFound();
    return found;
  }
}

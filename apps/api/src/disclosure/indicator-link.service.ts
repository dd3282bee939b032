import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { MeasureLinkKind } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { Invalid } from '../kernel/errors.ts';
import { Writes } from '../writes/writes.ts';
import { DisclosureService } from './disclosure.service.ts';
import type { DisclosureType } from './disclosure.type.ts';
import { HiddenService } from './hidden.service.ts';
import { IndicatorLink } from './indicator-link.entity.ts';
import { RelateIndicatorsInput } from './indicator-link.inputs.ts';
import { findLink } from './indicator-links.sql.ts';

/** The same link, seen from the other end. */
export function turnedAround(kind: MeasureLinkKind): MeasureLinkKind {
  if (kind === 'within') return 'around';
  return kind === 'around' ? 'within' : kind;
}

/** What people say of indicators that are about the same people, or are not. */
@Injectable()
export class IndicatorLinkService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
    @Inject(HiddenService) private readonly hidden: HiddenService,
  ) {}

  /** Links two indicators or says that they are unrelated, and has both decided anew; answers what is hidden of the first. */
  async relate(viewer: Viewer, input: RelateIndicatorsInput): Promise<DisclosureType> {
    const { ids } = await this.writes.run(viewer, RelateIndicatorsInput, input, async (tx, values) => {
      const { firstId, secondId, kind, isLinked, reason } = values;
      if (firstId === secondId) throw new Invalid({ secondId: refusal('LINK_OF_ITSELF') });
      await tx.turn('indicator links');
      const isTurned = firstId > secondId;
      const [least, greatest] = isTurned ? [secondId, firstId] : [firstId, secondId];
      const found = await tx.one<IndicatorLink>(findLink, [tx.partnershipId, least, greatest]);
      const content = {
        kind: isTurned ? turnedAround(kind) : kind,
        origin: 'person' as const,
        isLinked,
        reason,
        decidedBy: tx.viewer.memberId,
      };
      if (found) tx.update(IndicatorLink, found, content, { reason });
      else tx.insert(IndicatorLink, { id: uuidv7(), firstId: least, secondId: greatest, ...content }, { reason });
      this.disclosure.undecide(tx, { rulesOf: [firstId, secondId] });
      return { ids: [firstId, secondId] as const };
    });
    await this.disclosure.decideWaiting(viewer.partnershipId, ids);
    return this.hidden.disclosure(viewer, ids[0]);
  }
}

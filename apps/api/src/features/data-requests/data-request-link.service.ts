import { hashSecret } from '../../kernel/secrets.ts';
import { Inject, Injectable } from '@nestjs/common';
import { longestLinkDays } from '@throughline/domain/data-requests';
import { addDays } from '@throughline/domain/dates';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, Refused } from '../../kernel/errors.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { DataRequestLink } from './data-request-link.entity.ts';
import {
  ExtendDataRequestLinkInput,
  RenewDataRequestLinkInput,
  RevokeDataRequestLinkInput,
} from './data-request.inputs.ts';
import { answerRequest, presentRequest } from './data-request.service.ts';
import type { DataRequestType } from './data-request.type.ts';

const findLinksInUse = `
SELECT l.id, l.version FROM data_request_link l WHERE l.partnership_id = $1 AND l.request_id = $2 AND l.revoked_at IS NULL`;

/** The links to the forms of data requests: made, extended, revoked. */
@Injectable()
export class DataRequestLinkService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Gives a request a new link, and revokes the one before. The secret is the client's: only its hash is kept. */
  async renew(viewer: Viewer, input: RenewDataRequestLinkInput): Promise<DataRequestType> {
    const row = await this.writes.run(viewer, RenewDataRequestLinkInput, input, {
      reads: (tx, _values, id) =>
        tx.rows<Pick<DataRequestLink, 'id' | 'version'>>(findLinksInUse, [tx.partnershipId, id]),
      writes: (tx, { linkId, secret, expiresOn }, request, inUse) => {
        if (request.retiredAt) throw new Refused(refusal('DATA_REQUEST_ENDED'));
        demandExpiry(tx, expiresOn);
        tx.updateMany(
          DataRequestLink,
          inUse.map((before) => ({ before, changes: { revokedAt: tx.now } })),
          { verb: 'revoke' },
        );
        const made = { requestId: request.id, expiresOn, createdByMemberId: viewer.memberId };
        // Without the hash of its secret, which no history has to know.
        tx.append(DataRequestLink, { id: linkId, ...made, secretHash: hashSecret(secret) });
        tx.record('data_request', request, { verb: 'renew_link' }, {}, { expiresOn });
        return answerRequest(tx, request.id);
      },
    });
    return presentRequest(viewer, row);
  }

  /** Lets a link open the form until another day. */
  async extend(viewer: Viewer, input: ExtendDataRequestLinkInput): Promise<DataRequestType> {
    const row = await this.writes.run(viewer, ExtendDataRequestLinkInput, input, (tx, { expiresOn }, link) => {
      if (link.revokedAt) throw new Refused(refusal('DATA_LINK_OVER'));
      demandExpiry(tx, expiresOn);
      tx.update(DataRequestLink, link, { expiresOn }, { verb: 'extend' });
      return answerRequest(tx, link.requestId);
    });
    return presentRequest(viewer, row);
  }

  /** Makes a link useless at once. */
  async revoke(viewer: Viewer, input: RevokeDataRequestLinkInput): Promise<DataRequestType> {
    const row = await this.writes.run(viewer, RevokeDataRequestLinkInput, input, (tx, _none, link) => {
      if (link.revokedAt) throw new Refused(refusal('DATA_LINK_OVER'));
      tx.update(DataRequestLink, link, { revokedAt: tx.now }, { verb: 'revoke' });
      return answerRequest(tx, link.requestId);
    });
    return presentRequest(viewer, row);
  }
}

function demandExpiry(tx: WriteTransaction, expiresOn: string): void {
  if (expiresOn <= tx.today) throw new Invalid({ expiresOn: refusal('LINK_EXPIRES_TOO_EARLY') });
  if (expiresOn > addDays(tx.today, longestLinkDays))
    throw new Invalid({ expiresOn: refusal('LINK_EXPIRES_TOO_LATE') });
}

import { Inject, Injectable } from '@nestjs/common';
import { choiceOf } from '@throughline/domain/mail-choices';
import type { Viewer } from '@throughline/domain/viewer';
import { notificationKinds } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { NotFound } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ChooseNotificationsInput, SeeNotificationsInput } from './notification.inputs.ts';
import { choiceOfMember, countUnseen, keepChoice, markSeen, notificationsOfMember } from './notification.sql.ts';
import type { NotificationChoiceType, NotificationCountType, NotificationType } from './notification.type.ts';

/** What a member is to hear of, as the product shows it, and how they wish to be mailed. Each sees their own alone. */
@Injectable()
export class NotificationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** The viewer's notifications, the newest first; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<NotificationType>> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, (tx) =>
      tx.page<NotificationType>(notificationsOfMember, keysOf(viewer), { first, after }),
    );
  }

  /** How many the viewer has not seen and should; 1 statement. */
  async count(viewer: Viewer): Promise<NotificationCountType> {
    demand(viewer, 'canReadPartnership');
    const found = await this.tenancy.readOne<{ count: number }>(viewer, countUnseen, keysOf(viewer));
    return { unseen: found?.count ?? 0 };
  }

  /** Marks notifications of the viewer's own as seen; they are not mailed any more. */
  async see(viewer: Viewer, input: SeeNotificationsInput): Promise<NotificationCountType> {
    const row = await this.writes.run(viewer, SeeNotificationsInput, input, (tx, { ids }) => {
      tx.write(markSeen, [...keysOf(viewer), ids]);
      return tx.answer<{ count: number }>(countUnseen, keysOf(viewer));
    });
    return { unseen: row.count };
  }

  /** When the viewer is mailed about what; 1 statement. */
  async choice(viewer: Viewer): Promise<NotificationChoiceType> {
    demand(viewer, 'canReadPartnership');
    const found = await this.tenancy.readOne<NotificationChoiceType>(viewer, choiceOfMember, keysOf(viewer));
    if (!found) throw new NotFound();
    return found;
  }

  /** Keeps when the viewer wishes to be mailed about what, from the next mail on. */
  async choose(viewer: Viewer, input: ChooseNotificationsInput): Promise<NotificationChoiceType> {
    return this.writes.run(viewer, ChooseNotificationsInput, input, (tx: WriteTransaction, chosen) => {
      const cadences = notificationKinds.map((kind) => chosen[choiceOf[kind]]);
      const rest = [chosen.quietFrom, chosen.quietUntil, chosen.language];
      tx.write(keepChoice, [...keysOf(viewer), uuidv7(), ...cadences, ...rest]);
      return tx.answer<NotificationChoiceType>(choiceOfMember, keysOf(viewer));
    });
  }
}

const keysOf = (viewer: Viewer): string[] => [viewer.partnershipId, viewer.memberId];

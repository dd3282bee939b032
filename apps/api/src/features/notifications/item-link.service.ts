import { Inject, Injectable } from '@nestjs/common';
import {
  linkedActionVerbs,
  linkedEscalationVerbs,
  type LinkedItem,
  linkedVerbsOfAction,
  linkedVerbsOfEscalation,
} from '@throughline/domain/item-links';
import { may } from '@throughline/domain/policies/registry';
import type { Viewer, ViewerSeat } from '@throughline/domain/viewer';
import type { ActionState, EscalationState, MemberRole } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import type { Settings } from '../../config/settings.ts';
import { SETTINGS } from '../../config/settings-token.ts';
import { NotFound } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { EscalationService } from '../escalations/escalation.service.ts';
import { Member } from '../partnerships/member.entity.ts';
import { ActionService } from '../plans/action.service.ts';
import { readItemLinkToken } from './item-link-token.ts';
import { countOpenLinks, endLinks, findLinked } from './item-link.sql.ts';
import { EndItemLinksInput } from './notification.inputs.ts';
import type { ItemLinksType } from './notification.type.ts';

interface LinkedRow {
  memberId: string;
  itemKind: LinkedItem['itemKind'];
  itemId: string;
  role: MemberRole;
  organizationId: string | null;
  seats: ViewerSeat[];
  memberName: string;
  partnershipName: string;
  networkName: string | null;
  byName: string | null;
  version: number;
  title: string;
  text: string;
  state: string;
  dueOn: string | null;
  toOrganizationId: string | null;
  toTableId: string | null;
}

/** What the page behind a link sends. */
const step = z.object({
  idempotencyKey: z.string(),
  version: z.number().int(),
  verb: z.enum([...linkedActionVerbs, ...linkedEscalationVerbs]),
  note: z.string().max(20_000).default(''),
  promisedBy: z.string().nullish(),
});

/**
 * The links of mails about one action or one ask: they show it, and take the usual steps with it, in the name of the
 * member whom the mail was sent to. Nothing else is open to whoever has one.
 */
@Injectable()
export class ItemLinkService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ActionService) private readonly actions: ActionService,
    @Inject(EscalationService) private readonly escalations: EscalationService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The item, and what can be done with it. Changes nothing: programs that look through mail open links too. */
  async open(token: string): Promise<LinkedItem> {
    return present(await this.#find(token));
  }

  /**
   * One step, in the member's name; the history says by which link.
   * @throws NotFound for a link that opens nothing (any more); Conflict when the item changed since it was shown; Refused
   */
  async act(token: string, input: unknown): Promise<LinkedItem> {
    const { viewer, row } = await this.#find(token);
    const { verb, note, promisedBy, ...seen } = parseInput(step, input);
    const base = { ...seen, id: row.itemId };
    const ofAction = linkedActionVerbs.find((one) => one === verb);
    const ofEscalation = linkedEscalationVerbs.find((one) => one === verb);
    if (row.itemKind === 'action' && ofAction) {
      const { version, ...rest } = base;
      await this.actions.update(viewer, { ...rest, verb: ofAction, note }, version);
    } else if (row.itemKind === 'escalation' && ofEscalation) {
      const day = ofEscalation === 'commit' ? { promisedBy: promisedBy ?? '' } : {};
      await this.escalations.answer(viewer, ofEscalation, { ...base, text: note, ...day });
    } else {
      throw new NotFound();
    }
    return present(await this.#find(token));
  }

  /** How many links of mails to a member are open: one's own, or for the director anybody's; 1 statement. */
  async count(viewer: Viewer, memberId: string): Promise<ItemLinksType> {
    demand(viewer, memberId === viewer.memberId ? 'canReadPartnership' : 'canManageMembers');
    const found = await this.tenancy.readOne<{ count: number }>(viewer, countOpenLinks, [
      viewer.partnershipId,
      memberId,
    ]);
    return { open: found?.count ?? 0 };
  }

  /** Ends the links of all mails that were sent to a member so far: one's own, or by the director anybody's. */
  async end(viewer: Viewer, input: EndItemLinksInput): Promise<ItemLinksType> {
    const row = await this.writes.run(viewer, EndItemLinksInput, input, {
      reads: (tx, { memberId }) => tx.seek(Member, memberId),
      writes: (tx, { memberId }, _before, member) => {
        tx.allow({}, memberId === viewer.memberId ? 'canBeNotified' : 'canManageMembers');
        if (!member) throw new NotFound();
        const keys = [tx.partnershipId, memberId];
        tx.write(endLinks, keys);
        tx.record('member', member, { verb: 'end_links' }, {}, {});
        return tx.answer<{ count: number }>(countOpenLinks, keys);
      },
    });
    return { open: row.count };
  }

  async #find(text: string): Promise<{ viewer: Viewer; row: LinkedRow }> {
    const token = readItemLinkToken(this.settings.authSecret, text);
    if (!token) throw new NotFound();
    const { partnershipId, notificationId } = token;
    const scope = { partnershipId, accountId: null, seesHidden: false };
    const row = await this.tenancy.readOneInScope<LinkedRow>(scope, findLinked, [partnershipId, notificationId]);
    if (!row) throw new NotFound();
    const { memberId, role, organizationId, seats, itemId } = row;
    const itemLink = { id: notificationId, itemId };
    // Under an account's id nobody signs in by a link: it is the link's.
    const viewer: Viewer = {
      accountId: notificationId,
      partnershipId,
      memberId,
      role,
      organizationId,
      seats,
      itemLink,
    };
    const isAsked = may('canAnswerEscalation', viewer, {
      organizationId: row.toOrganizationId,
      tableId: row.toTableId,
    });
    if (row.itemKind === 'escalation' && !isAsked) throw new NotFound();
    return { viewer, row };
  }
}

function present({ row }: { row: LinkedRow }): LinkedItem {
  const { itemKind, version, title, text, dueOn, networkName, byName, memberName, partnershipName } = row;
  const shown = { itemKind, version, title, text, dueOn, networkName, byName, memberName, partnershipName };
  if (itemKind === 'action') {
    const state = row.state as ActionState;
    return { ...shown, state, verbs: linkedVerbsOfAction(state) };
  }
  const state = row.state as EscalationState;
  return { ...shown, state, verbs: linkedVerbsOfEscalation(state) };
}

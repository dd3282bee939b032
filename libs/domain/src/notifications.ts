import { escalationAskingVerbs } from './escalation-clock.ts';
import { itemKinds, type ItemKind, type NotificationKind } from './vocabulary.ts';

/** A change of a row, as its history has it; `before` is empty for a row that was added. */
export interface ChangedRow {
  readonly table: string;
  readonly id: string;
  readonly verb: string;
  /** What whoever made it wrote with it. */
  readonly reason: string;
  readonly before: Readonly<Record<string, unknown>>;
  /** The properties that it set. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** Who is to hear of an item and why; whoever made the change never is. The part that is set says whom it reaches. */
export interface News {
  readonly kind: NotificationKind;
  readonly itemKind: ItemKind;
  readonly itemId: string;
  readonly toMemberId?: string;
  /** Those who answer for the organization. */
  readonly toOrganizationId?: string;
  /** Everybody with a seat at the leadership table. */
  readonly toTableId?: string;
  /** Everybody with a seat at the network. */
  readonly toNetworkId?: string;
  /** Everybody whose name stands in it behind an @. */
  readonly mentionedIn?: string;
}

/** The steps of an ask that those who raised it hear of: to have seen it is no answer yet. */
const answeringVerbs: ReadonlySet<string> = new Set(['commit', 'decline', 'redirect', 'fulfil']);
const askingVerbs: ReadonlySet<string> = new Set(escalationAskingVerbs);
const kindsOnThread: ReadonlySet<string> = new Set(itemKinds);

const idOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a change means for others. Nothing for most. */
export function newsOf(change: ChangedRow): News[] {
  if (!kindsOnThread.has(change.table)) return [];
  const item = { itemKind: change.table as ItemKind, itemId: change.id };
  const news: News[] = [];
  const row = { ...change.before, ...change.after };
  if (item.itemKind === 'action') {
    const toMemberId = idOf(row['ownerMemberId']);
    if (toMemberId && toMemberId !== change.before['ownerMemberId'])
      news.push({ ...item, kind: 'assignment', toMemberId });
  }
  if (item.itemKind === 'escalation') {
    const { toOrganizationId, toTableId } = row;
    const isAddressedAnew =
      change.before['toOrganizationId'] !== toOrganizationId || change.before['toTableId'] !== toTableId;
    if (askingVerbs.has(change.verb) || (change.verb === 'edit' && isAddressedAnew)) {
      const [organization, table] = [idOf(toOrganizationId), idOf(toTableId)];
      if (organization) news.push({ ...item, kind: 'ask', toOrganizationId: organization });
      if (table) news.push({ ...item, kind: 'ask', toTableId: table });
    }
    const raisedBy = idOf(row['raisedBy']);
    if (raisedBy && answeringVerbs.has(change.verb)) news.push({ ...item, kind: 'answer', toMemberId: raisedBy });
  }
  if (item.itemKind === 'charter' && change.verb === 'submit') {
    const networkId = idOf(row['networkId']);
    if (networkId) news.push({ ...item, kind: 'sign_off', toNetworkId: networkId });
  }
  if (change.reason.includes('@')) news.push({ ...item, kind: 'mention', mentionedIn: change.reason });
  return news;
}

/** How many days before its day somebody hears that something is due. */
export const daysBeforeDue = 3;
/** After so many days nobody is mailed about a notification any more; it stays in the list. */
export const daysUntilStale = 8;

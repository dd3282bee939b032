import type { ListQuery } from '../../tenancy/page.ts';
import { todayIn } from '../../database/days.ts';
import { actionIsOpen, actionLifecycle } from '@throughline/domain/lifecycles/action';
import { daysLate } from '@throughline/domain/due';
import { verbsFrom } from '@throughline/domain/lifecycle';
import { abilities, may } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { isLateAction } from '../../database/work-sql.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Action } from './action.entity.ts';
import type { ActionType } from './action.type.ts';

/** An action with the names round it, as the database answers it. */
export interface ActionRow extends Omit<ActionType, 'daysLate' | 'verbs' | 'abilities'> {
  parentNetworkId: string | null;
  /** Today in the partnership's time zone. */
  today: string;
}

const actionColumns = (tx: ReadTransaction): string =>
  `${tx.columns(Action, 'a')}, n.name AS "networkName", n.parent_id AS "parentNetworkId", s.title AS "strategyTitle",
  m.name AS "ownerName", o.name AS "organizationName", ${todayIn('p')} AS today`;

const actionSource = `action a
JOIN partnership p ON p.id = a.partnership_id
LEFT JOIN network n ON n.partnership_id = a.partnership_id AND n.id = a.network_id
LEFT JOIN strategy s ON s.partnership_id = a.partnership_id AND s.id = a.strategy_id
LEFT JOIN member m ON m.partnership_id = a.partnership_id AND m.id = a.owner_member_id
LEFT JOIN organization o ON o.partnership_id = a.partnership_id AND o.id = a.organization_id`;

/** Columns and joins of an action with its names; the caller adds its WHERE. `a` is the action, `p` its partnership. */
export const selectAction = (tx: ReadTransaction): string => `SELECT ${actionColumns(tx)} FROM ${actionSource}`;

/** One action with its names. */
export const actionById = (tx: ReadTransaction): string =>
  `${selectAction(tx)} WHERE a.partnership_id = $1 AND a.id = $2`;

/** The action that a write answers. */
export const answerAction = (tx: WriteTransaction, id: string) =>
  tx.answer<ActionRow>(actionById(tx), [tx.partnershipId, id]);

/** Open and past its due day, where `a` is the action and `p` its partnership. */
export const isLate = isLateAction(todayIn('p'));

/**
 * Actions by due day, those without one last. $1 partnership, $2 network or null for all, $3 states, $4 owner,
 * $5 strategy, $6 late only; null parts do not narrow.
 */
export const actionsByDue: ListQuery = {
  columns: (tx) => actionColumns(tx),
  from: actionSource,
  countFrom: 'action a JOIN partnership p ON p.id = a.partnership_id',
  where: `a.partnership_id = $1 AND ($2::uuid IS NULL OR a.network_id = $2)
    AND ($3::text[] IS NULL OR a.state = ANY($3)) AND ($4::uuid IS NULL OR a.owner_member_id = $4)
    AND ($5::uuid IS NULL OR a.strategy_id = $5) AND (NOT $6::boolean OR ${isLate})`,
  order: [
    { by: 'a.due_on', type: 'date', nullable: true },
    { by: 'a.id', type: 'uuid' },
  ],
};

/** What was said of the action $2, newest first. */
export const updatesOfAction: ListQuery = {
  columns: 'u.id, u.state, u.note, u.member_id AS "memberId", m.name AS "memberName", u.created_at AS "createdAt"',
  from: 'action_update u JOIN member m ON m.partnership_id = u.partnership_id AND m.id = u.member_id',
  countFrom: 'action_update u',
  where: 'u.partnership_id = $1 AND u.action_id = $2',
  order: [
    { by: 'u.created_at', type: 'timestamptz', descending: true },
    { by: 'u.id', type: 'uuid', descending: true },
  ],
};

/** What a policy asks of an action. */
export const subjectOf = (
  row: Pick<ActionRow, 'networkId' | 'ownerMemberId' | 'organizationId' | 'parentNetworkId'>,
) => ({
  networkId: row.networkId,
  parentNetworkId: row.parentNetworkId,
  ownerMemberId: row.ownerMemberId,
  organizationId: row.organizationId,
});

const ofActions = ['canUpdateAction', 'canEditPlan', 'canRaiseEscalation'] as const;

/** The row as the viewer sees it: how late, and what they may say and do. */
export function presentAction(viewer: Viewer, row: ActionRow): ActionType & { today: string } {
  const subject = subjectOf(row);
  return {
    ...row,
    daysLate: actionIsOpen(row.state) ? daysLate(row.dueOn, row.today) : 0,
    verbs: may('canUpdateAction', viewer, subject) ? verbsFrom(actionLifecycle, row.state) : [],
    abilities: abilities(viewer, subject, ofActions),
  };
}

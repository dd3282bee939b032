import { Inject, Injectable } from '@nestjs/common';
import { barrierFromBlockedAction } from '@throughline/domain/blocked-action';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid, parseInput } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ActionFilter } from './action.inputs.ts';
import { actionById, type ActionRow, actionsByDue, presentAction, updatesOfAction } from './action.reads.ts';
import type { ActionType, ActionUpdateType, BarrierDraftType } from './action.type.ts';

/** An action with the day that it is in the partnership, for what is computed of both. */
export type DatedAction = ActionType & { today: string };

/** Reads of actions. */
@Injectable()
export class ActionListService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** One action with its names; 1 statement. */
  async get(viewer: Viewer, id: string): Promise<DatedAction> {
    if (!isUuid(id)) throw new NotFound();
    const row = await this.tenancy.read(viewer, (tx) => tx.one<ActionRow>(actionById(tx), [viewer.partnershipId, id]));
    if (!row) throw new NotFound();
    return presentAction(viewer, row);
  }

  /** Actions of a network, or of the whole partnership, by due day, those without one last; 2 statements. */
  async page(
    viewer: Viewer,
    networkId: string | null,
    filter: ActionFilter,
    first: number,
    after: string | null,
  ): Promise<Page<DatedAction>> {
    const { states, ownerMemberId, strategyId, late } = parseInput(ActionFilter.schema, filter);
    const wanted = [viewer.partnershipId, networkId, states, ownerMemberId, strategyId, late];
    const page = await this.tenancy.read(viewer, (tx) => tx.page<ActionRow>(actionsByDue, wanted, { first, after }));
    return { ...page, nodes: page.nodes.map((row) => presentAction(viewer, row)) };
  }

  /** What was said of an action, newest first; 2 statements. */
  async updates(
    viewer: Viewer,
    actionId: string,
    first: number,
    after: string | null,
  ): Promise<Page<ActionUpdateType>> {
    const wanted = [viewer.partnershipId, actionId];
    return this.tenancy.read(viewer, (tx) => tx.page<ActionUpdateType>(updatesOfAction, wanted, { first, after }));
  }

  /** The barrier that a blocked action offers to become; null while it is not blocked or belongs to no network. */
  barrierDraft(action: DatedAction): BarrierDraftType | null {
    const { networkId } = action;
    if (networkId === null || !action.abilities.includes('canRaiseEscalation')) return null;
    const draft = barrierFromBlockedAction({ ...action, networkId }, action.today);
    return draft.ok ? draft : null;
  }
}

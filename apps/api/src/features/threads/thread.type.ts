import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { CycleDecision, ItemKind, LinkRelation } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Stuck', { description: 'Why an item is stuck.' })
export class StuckType {
  @Field(() => String, {
    description:
      'action_blocked, action_late, escalation_unanswered, promise_past_due, cycle_without_prediction, plan_stale, or stopped.',
  })
  code!: string;
  @Field(() => Int, { nullable: true, description: 'Days late, overdue or without an update.' }) days!: number | null;
  @Field(() => String, { nullable: true, description: 'What its owner wrote about it.' }) reason!: string | null;
}

@ObjectType('ThreadItem', { description: 'Anything that stands on the thread.' })
export class ThreadItemType {
  @Field(() => Uuid) id!: string;
  @Field(() => Words.ItemKind) kind!: ItemKind;
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'A word of the list of states of its kind.' }) state!: string;
  @Field(() => Uuid, { nullable: true }) networkId!: string | null;
  @Field(() => String, { nullable: true }) networkName!: string | null;
  @Field(() => Day, { description: 'The day that it stands for on the map.' }) on!: string;
  @Field(() => Day, { nullable: true }) dueOn!: string | null;
  @Field(() => Boolean, { description: 'Nothing more is expected of it.' }) isOver!: boolean;
  @Field(() => Words.CycleDecision, { nullable: true, description: 'What a test ended with.' })
  decision!: CycleDecision | null;
  @Field(() => StuckType, { nullable: true }) stuck!: StuckType | null;
}

@ObjectType('ThreadStep', { description: 'An item that can be reached along the thread.' })
export class ThreadStepType {
  @Field(() => Int, { description: 'Links between it and where the walk began; 1 is a neighbour.' }) depth!: number;
  @Field(() => Words.LinkRelation) relation!: LinkRelation;
  @Field(() => Uuid, { description: 'The item one step nearer, by which it was reached.' }) nearId!: string;
  @Field(() => ThreadItemType) item!: ThreadItemType;
}

@ObjectType('Thread', { description: 'Where an item came from and what came of it, nearest first.' })
export class ThreadType {
  @Field(() => ThreadItemType) item!: ThreadItemType;
  @Field(() => [ThreadStepType]) from!: ThreadStepType[];
  @Field(() => [ThreadStepType]) to!: ThreadStepType[];
  @Field(() => Boolean, { description: 'There is more on the thread than is shown here.' }) isCut!: boolean;
}

@ObjectType('ThreadLink', { description: '`to` came of `from`.' })
export class ThreadLinkType {
  @Field(() => Uuid) fromId!: string;
  @Field(() => Uuid) toId!: string;
  @Field(() => Words.LinkRelation) relation!: LinkRelation;
}

@ObjectType('ThreadColumn', { description: "A column of the network's map." })
export class ThreadColumnType {
  @Field(() => String, {
    description:
      'gap, factors, strategies, actions, cycles, escalations, practices or system_changes, from left to right.',
  })
  column!: string;
  @Field(() => Int, { description: 'How many there are in all; `items` may hold fewer.' }) total!: number;
  @Field(() => [ThreadItemType]) items!: ThreadItemType[];
}

@ObjectType('NetworkThread', { description: "A network's map, ordered so that its lines cross little." })
export class NetworkThreadType {
  @Field(() => Uuid) networkId!: string;
  @Field(() => [ThreadColumnType]) columns!: ThreadColumnType[];
  @Field(() => [ThreadLinkType]) links!: ThreadLinkType[];
}

@ObjectType('SearchHit', { description: 'An item found by its title.' })
export class SearchHitType {
  @Field(() => Uuid) id!: string;
  @Field(() => Words.ItemKind) kind!: ItemKind;
  @Field(() => String) title!: string;
  @Field(() => Uuid, { nullable: true }) networkId!: string | null;
  @Field(() => String, { nullable: true }) networkName!: string | null;
  @Field(() => String) state!: string;
}

@ObjectType('FieldChange', { description: 'What one field was and what it became.' })
export class FieldChangeType {
  @Field(() => String) field!: string;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

@ObjectType('HistoryEntry', { description: 'Who did what to an item, when and why.' })
export class HistoryEntryType {
  @Field(() => Uuid) id!: string;
  @Field(() => Instant) at!: Date;
  @Field(() => String, { nullable: true, description: 'Nobody for what the product did by itself.' })
  memberName!: string | null;
  @Field(() => String) verb!: string;
  @Field(() => String, { description: 'What kind of row it is, as escalation.' }) kind!: string;
  @Field(() => String) reason!: string;
  @Field(() => [FieldChangeType]) changes!: FieldChangeType[];
}

export const HistoryPage = pageType('HistoryPage', HistoryEntryType);

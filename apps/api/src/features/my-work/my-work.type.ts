import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { CycleStage, ItemKind } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import { ActionPage, type ActionType } from '../plans/action.type.ts';
import type { Page } from '../../kernel/pages.ts';

/** What somebody waits for: an answer to an ask, a word on a charter, a confirmation of what was answered. */
export const waitingFor = ['answer', 'sign_off', 'confirmation'] as const;
export type WaitingFor = (typeof waitingFor)[number];
const WaitingForWords: Record<string, string> = Object.fromEntries(waitingFor.map((word) => [word, word]));
registerEnumType(WaitingForWords, { name: 'WaitingFor', description: 'What an item waits for.' });

@ObjectType('WaitingItem', { description: 'Something that waits for an answer of the viewer.' })
export class WaitingItemType {
  @Field(() => Uuid, { description: 'The ask or the charter.' }) id!: string;
  @Field(() => Int, { description: 'Version of the ask or the charter; an answer given in place names it.' })
  version!: number;
  @Field(() => WaitingForWords) waitsFor!: WaitingFor;
  @Field(() => Words.ItemKind) kind!: ItemKind;
  @Field(() => String) title!: string;
  @Field(() => String, { description: "A word of the item's own state list." }) state!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) networkName!: string;
  @Field(() => String, { nullable: true, description: 'Who asks, or who answered.' }) from!: string | null;
  @Field(() => Day, { nullable: true }) respondBy!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Whole days until the respond-by date; negative once it has passed.',
  })
  daysLeft!: number | null;
  @Field(() => Instant, { description: 'Since when it waits.' }) since!: Date | string;
}

@ObjectType('OpenTest', { description: 'A cycle of the viewer that is not closed.' })
export class OpenTestType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) title!: string;
  @Field(() => Words.CycleStage) stage!: CycleStage;
  @Field(() => Int, { description: 'Rung of its ramp, from 1.' }) rung!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) networkName!: string;
  @Field(() => Day, { nullable: true }) plannedUntil!: string | null;
  @Field(() => Boolean, { description: 'At least one question has a prediction.' }) hasPrediction!: boolean;
}

@ObjectType('Change', { description: 'Something that somebody else did in one of the networks of the viewer.' })
export class ChangeType {
  @Field(() => Uuid) id!: string;
  @Field(() => Instant) at!: Date | string;
  @Field(() => String, { description: "The domain's verb: create, edit, complete, agree …" }) verb!: string;
  @Field(() => Words.ItemKind) kind!: ItemKind;
  @Field(() => Uuid) itemId!: string;
  @Field(() => String) title!: string;
  @Field(() => String) reason!: string;
  @Field(() => Uuid, { nullable: true }) networkId!: string | null;
  @Field(() => String, { nullable: true }) networkName!: string | null;
  @Field(() => String, { nullable: true }) memberName!: string | null;
}

export const ChangePage = pageType('ChangePage', ChangeType);

@ObjectType('MyWork', { description: 'What is due from the viewer, what waits for them, and what changed round them.' })
export class MyWorkType {
  @Field(() => Uuid, { description: 'The member.' }) id!: string;
  @Field(() => ActionPage, {
    description: 'Open actions of the viewer by due day, the first 20; read on with `actions` and the end cursor.',
  })
  due!: Page<ActionType>;
  @Field(() => [WaitingItemType], { description: 'By respond-by date; at most 50.' }) waiting!: WaitingItemType[];
  @Field(() => [OpenTestType], { description: 'Open tests of the viewer; at most 50.' }) tests!: OpenTestType[];
  @Field(() => ChangePage, {
    description: 'What others did in the networks of the viewer in the last 14 days, newest first, the first 20.',
  })
  changes!: Page<ChangeType>;
}

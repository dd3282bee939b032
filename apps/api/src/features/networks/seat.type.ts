import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { MemberRole, Perspective, SeatRole, Sector } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { PageInfo } from '../../kernel/pages.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Seat', { description: "A member's place at a network or at a leadership table, from a day until a day." })
export class SeatType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid, { nullable: true }) networkId!: string | null;
  @Field(() => Uuid, { nullable: true }) tableId!: string | null;
  @Field(() => Uuid) memberId!: string;
  @Field(() => String) memberName!: string;
  @Field(() => Words.MemberRole, { description: 'What the member is in the partnership.' }) memberRole!: MemberRole;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
  @Field(() => Words.Sector, { nullable: true, description: "Of the member's organization." }) sector!: Sector | null;
  @Field(() => Words.SeatRole) role!: SeatRole;
  @Field(() => Words.Perspective) perspective!: Perspective;
  @Field(() => String) responsibilities!: string;
  @Field(() => Day) fromOn!: string;
  @Field(() => Day, { nullable: true, description: 'The last day; null while it is held.' }) untilOn!: string | null;
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}

@ObjectType('Seating', { description: 'Who sits at a network or table, and which chairs are empty.' })
export class SeatingType {
  @Field(() => [SeatType]) nodes!: SeatType[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int) totalCount!: number;
  @Field(() => [Words.Sector], { description: 'Sectors that nobody at the table is from.' })
  emptySectors!: readonly Sector[];
  @Field(() => [Words.Perspective], { description: 'Perspectives that no seat brings.' })
  emptyPerspectives!: readonly Perspective[];
  @Field(() => [String], { description: 'What the viewer may do with its seats.' }) abilities!: string[];
}

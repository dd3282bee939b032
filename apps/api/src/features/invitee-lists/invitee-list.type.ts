import { Field, ObjectType } from '@nestjs/graphql';
import { Uuid } from '../../kernel/scalars.ts';

@ObjectType('KnownInvitee', { description: 'An address of a list that belongs to a member already.' })
export class KnownInviteeType {
  @Field(() => String, { description: 'As it was asked for.' }) email!: string;
  @Field(() => String, { description: 'Of the member.' }) name!: string;
  @Field(() => Boolean, { description: 'Whether the membership has ended; it can begin again.' }) isEnded!: boolean;
}

@ObjectType('NamedOrganization', { description: 'The organization that a name of a list means.' })
export class NamedOrganizationType {
  @Field(() => String, { description: 'As it was asked for.' }) text!: string;
  @Field(() => Uuid) organizationId!: string;
}

@ObjectType('SeatPlace', { description: 'Where a seat can be given: a network or a leadership table.' })
export class SeatPlaceType {
  @Field(() => Uuid, { nullable: true }) networkId!: string | null;
  @Field(() => Uuid, { nullable: true }) tableId!: string | null;
  @Field(() => String) name!: string;
}

@ObjectType('InviteeMatches', {
  description: 'What the partnership knows of the people of a list, before they are invited.',
})
export class InviteeMatchesType {
  @Field(() => [KnownInviteeType]) members!: KnownInviteeType[];
  @Field(() => [NamedOrganizationType]) organizations!: NamedOrganizationType[];
  @Field(() => [SeatPlaceType], { description: 'Every place where a seat can be given, by name.' })
  places!: SeatPlaceType[];
}

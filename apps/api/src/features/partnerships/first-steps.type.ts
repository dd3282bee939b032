import { Field, ObjectType } from '@nestjs/graphql';
import { Uuid } from '../../kernel/scalars.ts';

@ObjectType('FirstSteps', { description: 'What of the first hour of a partnership is done, by what is there.' })
export class FirstStepsType {
  @Field(() => Uuid, { description: 'The partnership.' }) id!: string;
  @Field(() => Boolean, { description: 'Somebody beside the viewer is a member.' }) hasPeople!: boolean;
  @Field(() => Boolean) hasOutcome!: boolean;
  @Field(() => Uuid, { nullable: true, description: 'An indicator, one with numbers where there is one.' })
  indicatorId!: string | null;
  @Field(() => Boolean, { description: 'That indicator has numbers.' }) hasNumbers!: boolean;
  @Field(() => Uuid, { nullable: true, description: 'The oldest network that has not ended.' })
  networkId!: string | null;
  @Field(() => Boolean, { description: 'A network has a charter, if only a draft.' }) hasCharter!: boolean;
  @Field(() => Boolean, { description: 'A network has a plan or an action.' }) hasPlan!: boolean;
  @Field(() => Boolean, { description: 'A test was begun or logged.' }) hasTest!: boolean;
}

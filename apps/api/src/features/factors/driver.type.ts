import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { DriverKind } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Driver', { description: 'A node of the theory of change under the aim.' })
export class DriverType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Words.DriverKind, { description: 'Primary right under the aim, secondary under another driver.' })
  kind!: DriverKind;
  @Field(() => Uuid, { nullable: true, description: 'The driver above; null right under the aim.' })
  parentId!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The factor that it works on.' }) factorId!: string | null;
  @Field(() => String) title!: string;
  @Field(() => Int, { description: 'Order among the drivers under the same parent.' }) position!: number;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
}

export const DriverPage = pageType('DriverPage', DriverType);

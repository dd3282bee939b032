import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { PlaceKind } from '@throughline/domain/vocabulary';
import { Words } from '../../graphql/enums.ts';
import { pageType } from '../../graphql/page.ts';
import { Uuid } from '../../graphql/scalars.ts';

@ObjectType('Place', { description: 'Where something was measured.' })
export class PlaceType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Words.PlaceKind) kind!: PlaceKind;
  @Field(() => String, { nullable: true, description: "The publisher's code, with its leading zeros." })
  code!: string | null;
  @Field(() => Uuid, { nullable: true }) parentId!: string | null;
  @Field(() => Boolean, { description: "The partnership's own place." }) isHome!: boolean;
}

export const PlacePage = pageType('PlacePage', PlaceType);

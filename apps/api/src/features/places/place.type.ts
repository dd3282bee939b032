import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { PlaceKind } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Uuid } from '../../kernel/scalars.ts';

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

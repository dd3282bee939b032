import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { PlaceKind } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('PlaceCode', { description: 'A code of a place in a system of codes; it means one place.' })
export class PlaceCodeType {
  @Field(() => Uuid) id!: string;
  @Field(() => String, { description: "One of the systems that many use, or the publisher's name." }) system!: string;
  @Field(() => String, { description: 'With its leading zeros.' }) code!: string;
  @Field(() => Uuid) placeId!: string;
}

@ObjectType('PlaceLabel', { description: 'How a publisher writes a place; remembered for every later file.' })
export class PlaceLabelType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) label!: string;
  @Field(() => Uuid) placeId!: string;
}

@ObjectType('Place', { description: 'Where something was measured.' })
export class PlaceType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'The name, with what tells the place from others of the same name.' })
  shownName!: string;
  @Field(() => Words.PlaceKind) kind!: PlaceKind;
  @Field(() => Uuid, { nullable: true, description: 'The place that it lies in.' }) parentId!: string | null;
  @Field(() => String, { nullable: true }) parentName!: string | null;
  @Field(() => Boolean, { description: "The partnership's own place." }) isHome!: boolean;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
  @Field(() => Uuid, { nullable: true, description: 'The place that it turned out to be.' })
  mergedIntoId!: string | null;
  @Field(() => String, { nullable: true }) mergedIntoName!: string | null;
  @Field(() => [PlaceCodeType], { description: 'Its codes; the first 20.' }) codes!: PlaceCodeType[];
  @Field(() => [PlaceLabelType], { description: 'How publishers write it, besides the name; the first 100.' })
  labels!: PlaceLabelType[];
}

export const PlacePage = pageType('PlacePage', PlaceType);

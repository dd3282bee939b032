import { Field, Int, ObjectType } from '@nestjs/graphql';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Site', { description: 'A place where a practice can be used: a school, a clinic, a library branch.' })
export class SiteType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Uuid, { nullable: true }) organizationId!: string | null;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
  @Field(() => Uuid, { nullable: true }) placeId!: string | null;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}

export const SitePage = pageType('SitePage', SiteType);

import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('DisclosurePreview', {
  description: 'What a change would do to what readers see, for those who keep the data; nothing is changed by asking.',
})
export class DisclosurePreviewType {
  @Field(() => Int, { description: 'Numbers that are shown now and would be hidden.' }) vanishing!: number;
  @Field(() => Int, { description: 'Those of them that are about everybody at a place that lies in no other.' })
  headlinesCount!: number;
  @Field(() => [String], { description: 'Place and population of a dozen of these.' }) headlines!: string[];
  @Field(() => Int, {
    description: 'Numbers that somebody new could compute from what would be shown, since it was shown before.',
  })
  openToNewReaders!: number;
  @Field(() => Boolean, { description: 'False where there is more than was looked at.' }) isWhole!: boolean;
}

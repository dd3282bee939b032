import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { AuditTopic } from '@throughline/domain/vocabulary';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';
import { Words } from '../../kernel/words.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { AuditService } from './audit.service.ts';
import { type AuditEntryType, AuditPage } from './audit.type.ts';

@Resolver()
export class AuditResolver {
  constructor(@Inject(AuditService) private readonly entries: AuditService) {}

  @Requires('canReadAudit')
  @Query(() => AuditPage, { description: 'Who did what in the partnership, the latest first; for the director alone.' })
  audit(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('memberId', {
      type: () => Uuid,
      nullable: true,
      description: 'What the member did, and what was done to the membership.',
    })
    memberId: string | null,
    @Args('topic', { type: () => Words.AuditTopic, nullable: true }) topic: AuditTopic | null,
    @Args('from', { type: () => Day, nullable: true, description: 'First day, in the time zone of the partnership.' })
    from: string | null,
    @Args('to', { type: () => Day, nullable: true, description: 'Last day.' }) to: string | null,
  ): Promise<Page<AuditEntryType>> {
    const filter = { memberId: memberId ?? null, topic: topic ?? null, from: from ?? null, to: to ?? null };
    return this.entries.page(viewerOf(context), filter, { first, after: after ?? null });
  }
}

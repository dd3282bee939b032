import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { may, policies, type PolicyName } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import { NotFound, Refused, Unauthenticated } from '../kernel/errors.ts';
import { type Requirement, requirementKey } from '../kernel/requires.ts';
import type { GraphqlContext } from '../tenancy/context.ts';

/**
 * Default deny for queries and mutations, without awaiting anything (an asynchronous guard per field breaks
 * batching). A policy that needs a subject is asked again by the service, which knows it.
 */
@Injectable()
export class RequiresGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    if (execution.getType<string>() !== 'graphql') return true;
    const requirements = Reflect.getMetadata(requirementKey, execution.getHandler()) as Requirement[] | undefined;
    const context = GqlExecutionContext.create(execution).getContext<GraphqlContext>();
    if (requirements === undefined || requirements.length === 0) throw new NotFound();
    if (requirements.includes('anyone')) return true;
    if (!context.account) throw new Unauthenticated();
    if (requirements.includes('account')) return true;
    const { viewer } = context;
    if (context.lacksSecondFactor) throw new Refused(refusal('SECOND_FACTOR_NEEDED'));
    if (!viewer) throw new NotFound('You are not a member of this partnership, or it does not exist.');
    const couldBeAllowed = (policy: PolicyName) => policies[policy].needs.length > 0 || may(policy, viewer);
    if (!(requirements as PolicyName[]).some(couldBeAllowed)) {
      throw new Refused(refusal('NOT_ALLOWED'));
    }
    return true;
  }
}

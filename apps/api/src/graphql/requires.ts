import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { may, policies, type PolicyName } from '@throughline/domain/policies/registry';
import type { GraphqlContext } from './context.ts';
import { NotFound, Refused, Unauthenticated } from './errors.ts';

/** What an operation declares: a policy, `account` (anybody signed in, for operations above partnerships), or `anyone`. */
export type Requirement = PolicyName | 'account' | 'anyone';

export const requirementKey = 'throughline:requires';

/** Declares an operation's policy. One without it is refused, and fails a test. */
export const Requires = (requirement: Requirement): MethodDecorator => SetMetadata(requirementKey, requirement);

/**
 * Default deny for queries and mutations, without awaiting anything (an asynchronous guard per field breaks
 * batching). A policy that needs a subject is asked again by the service, which knows it.
 */
@Injectable()
export class RequiresGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    if (execution.getType<string>() !== 'graphql') return true;
    const requirement = Reflect.getMetadata(requirementKey, execution.getHandler()) as Requirement | undefined;
    const context = GqlExecutionContext.create(execution).getContext<GraphqlContext>();
    if (requirement === undefined) throw new NotFound();
    if (requirement === 'anyone') return true;
    if (!context.account) throw new Unauthenticated();
    if (requirement === 'account') return true;
    if (!context.viewer) throw new NotFound('You are not a member of this partnership, or it does not exist.');
    if (policies[requirement].needs.length === 0 && !may(requirement, context.viewer)) {
      throw new Refused('NOT_ALLOWED', 'Your role does not allow this. Ask the facilitator or the director.');
    }
    return true;
  }
}

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { may, policies } from '@throughline/domain/policies/registry';
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

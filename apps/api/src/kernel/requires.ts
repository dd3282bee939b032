import { SetMetadata } from '@nestjs/common';
import type { PolicyName } from '@throughline/domain/policies/registry';

/** What an operation declares: a policy, `account` (anybody signed in, for operations above partnerships), or `anyone`. */
export type Requirement = PolicyName | 'account' | 'anyone';

export const requirementKey = 'throughline:requires';

/** Declares an operation's policy. One without it is refused, and fails a test. */
export const Requires = (requirement: Requirement): MethodDecorator => SetMetadata(requirementKey, requirement);

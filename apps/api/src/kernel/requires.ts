import { SetMetadata } from '@nestjs/common';
import type { PolicyName } from '@throughline/domain/policies/registry';

/** What an operation declares: a policy, `account` (anybody signed in, for operations above partnerships), or `anyone`. */
export type Requirement = PolicyName | 'account' | 'anyone';

export const requirementKey = 'throughline:requires';

/**
 * Declares an operation's policy; with several, whom any of them could allow gets as far as the service. One without it
 * is refused, and fails a test. A mutation takes it from its input: {@link Write}.
 */
export const Requires = (...requirements: Requirement[]): MethodDecorator => SetMetadata(requirementKey, requirements);

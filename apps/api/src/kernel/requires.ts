import { SetMetadata } from '@nestjs/common';
import type { PolicyName } from '@throughline/domain/policies/registry';

/** What an operation declares: a policy, `account` (anybody signed in, for operations above partnerships), or `anyone`. */
export type Requirement = PolicyName | 'account' | 'anyone';

export const requirementKey = 'throughline:requires';

/** Names of the operations that are open to anybody; whoever is not signed in may ask for nothing else. */
export const openToAnyone: ReadonlySet<string> = new Set<string>();

/**
 * Declares an operation's policy; with several, whom any of them could allow gets as far as the service. One without it
 * is refused, and fails a test. A mutation takes it from its input: {@link Write}.
 */
export const Requires =
  (...requirements: Requirement[]): MethodDecorator =>
  (target, name, descriptor) => {
    if (requirements.includes('anyone')) (openToAnyone as Set<string>).add(String(name));
    SetMetadata(requirementKey, requirements)(target, name, descriptor);
  };

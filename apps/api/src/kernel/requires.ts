import { SetMetadata } from '@nestjs/common';
import type { PolicyName } from '@throughline/domain/policies/registry';

/** What an operation declares: a policy, `account` (anybody signed in, for operations above partnerships), or `anyone`. */
export type Requirement = PolicyName | 'account' | 'anyone';

export const requirementKey = 'throughline:requires';

/** The operations open to anybody; people who are not signed in can reach no others. */
export const openToAnyone: ReadonlySet<string> = new Set<string>();

/**
 * Declares an operation's policy. With several, anybody whom one of them could allow gets as far as the service. An
 * operation without a policy is refused and fails a test. A mutation takes its policy from its input: {@link Write}.
 */
export const Requires =
  (...requirements: Requirement[]): MethodDecorator =>
  (target, name, descriptor) => {
    if (requirements.includes('anyone')) (openToAnyone as Set<string>).add(String(name));
    SetMetadata(requirementKey, requirements)(target, name, descriptor);
  };

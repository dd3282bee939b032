import { type KnownSubject, policies, type PolicyName } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { demand } from '../tenancy/demand.ts';

/** Whether a write has asked its policy. Nothing is written, and nothing is committed, before it has. */
export class Permission {
  #wasAsked = false;

  constructor(
    private readonly viewer: Viewer,
    /** Name of the write, for the message when it forgot to ask. */
    private readonly operation: string,
    /** The policies that the write declares. */
    private readonly declared: readonly PolicyName[],
    /** The part of the subject that the pipeline knows by itself. */
    private readonly known: KnownSubject,
  ) {}

  /** Permission for what the application does by itself: founding a partnership, filling a demo. */
  static grant(viewer: Viewer, operation: string): Permission {
    const permission = new Permission(viewer, operation, [], {});
    permission.#wasAsked = true;
    return permission;
  }

  /**
   * Asks a declared policy about the subject, completed by what the pipeline knows.
   * @throws NotFound for a subject of another partnership; Refused NOT_ALLOWED
   */
  allow(subject: KnownSubject, policy: PolicyName | undefined = this.declared[0]): void {
    if (policy === undefined || !this.declared.includes(policy)) {
      throw new Error(`${this.operation} asks ${policy ?? 'no policy'}, which it does not declare`);
    }
    demand(this.viewer, policy, { ...this.known, ...subject });
    this.#wasAsked = true;
  }

  /** Asks the policy if there is only one and all that it needs is known. False when the service has to ask. */
  askByItself(): boolean {
    const [policy, ...others] = this.declared;
    if (policy === undefined || others.length > 0) return false;
    if (policies[policy].needs.some((part) => this.known[part] === undefined)) return false;
    this.allow({}, policy);
    return true;
  }

  /** Throws for a write that has not asked. */
  demandAsked(): void {
    if (!this.#wasAsked) throw new Error(`${this.operation} writes without having asked its policy`);
  }
}

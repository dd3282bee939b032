import { parseArgs } from 'node:util';
import { ForgettingService } from '../features/partnerships/forgetting.service.ts';
import { withServices } from './database.ts';
import { exitCode, UsageError } from './usage.ts';

/** Reads the arguments of `forget`. @throws UsageError */
export function readForgetArguments(args: string[]): { email: string } {
  let email: string | undefined;
  try {
    ({ email } = parseArgs({ args, options: { email: { type: 'string' } } }).values);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (!email?.trim()) throw new UsageError('forget needs --email.');
  return { email: email.trim() };
}

/** Forgets whoever has an address, in every partnership and with the account; answers the exit code. */
export async function forgetCommand(args: string[], print: (line: string) => void = console.log): Promise<number> {
  const { email } = readForgetArguments(args);
  return withServices(async (services) => {
    const count = await services.get(ForgettingService, { strict: false }).forgetAddress(email);
    print(
      count === 0
        ? 'Nobody is a member under that address.'
        : `Forgotten in ${count} memberships, with the account. What the person did stays, under an id.`,
    );
    return count === 0 ? exitCode.refused : exitCode.done;
  });
}

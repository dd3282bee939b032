import { parseArgs } from 'node:util';
import { AccountsService } from '../accounts/accounts.service.ts';
import { withServices } from './database.ts';
import { exitCode, UsageError } from './usage.ts';

/** Reads the arguments of a command about one account. @throws UsageError */
export function readEmailArgument(command: string, args: string[]): { email: string } {
  let email: string | undefined;
  try {
    ({ email } = parseArgs({ args, options: { email: { type: 'string' } } }).values);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (!email?.trim()) throw new UsageError(`${command} needs --email.`);
  return { email: email.trim() };
}

/** Prints a link with which a locked-out person chooses a new password; answers the exit code. */
export async function resetCommand(args: string[], print: (line: string) => void = console.log): Promise<number> {
  const { email } = readEmailArgument('reset-password', args);
  return withServices(async (services) => {
    const link = await services.get(AccountsService, { strict: false }).resetLink(email);
    if (!link) {
      print(`No account has the e-mail ${email}.`);
      return exitCode.refused;
    }
    print(`Give this link to ${email}, and to nobody else. It works once, for one hour:\n${link}`);
    return exitCode.done;
  });
}

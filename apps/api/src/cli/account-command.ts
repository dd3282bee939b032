import { parseArgs } from 'node:util';
import { z } from 'zod';
import { englishText } from '@throughline/domain/refusals/text';
import { AccountsService } from '../accounts/accounts.service.ts';
import { passwordFault } from '../accounts/password-rules.ts';
import { promptPassword } from './prompt-password.ts';
import { withServices } from './database.ts';
import { exitCode, UsageError } from './usage.ts';

/** Reads the arguments of `account`. @throws UsageError */
export function readAccountArguments(args: string[]): { name: string; email: string } {
  let values: { name?: string; email?: string };
  try {
    ({ values } = parseArgs({ args, options: { name: { type: 'string' }, email: { type: 'string' } } }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const name = values.name?.trim();
  const email = z.email().safeParse(values.email?.trim().toLowerCase());
  if (!name) throw new UsageError('account needs --name.');
  if (!email.success) throw new UsageError('account needs --email, as name@example.org.');
  return { name, email: email.data };
}

/**
 * Makes an account for somebody who was added as a member: until the product sends mail, this is how a person gets one.
 * Answers the exit code; an e-mail that has an account already is refused, and its password stays.
 */
export async function accountCommand(args: string[], print: (line: string) => void = console.log): Promise<number> {
  const person = readAccountArguments(args);
  const password = await promptPassword(person.name);
  const fault = passwordFault(password, [person.name, person.email]);
  if (fault) throw new UsageError(englishText(fault));
  return withServices(async (services) => {
    const accounts = services.get(AccountsService, { strict: false });
    if (await accounts.withEmail(person.email)) {
      print(`${person.email} has an account already; nothing was changed.`);
      return exitCode.refused;
    }
    await accounts.ensure({ ...person, password });
    print(`${person.email} can sign in, and finds every partnership there that was waiting for this e-mail.`);
    return exitCode.done;
  });
}

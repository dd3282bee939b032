import { AccountsService } from '../accounts/accounts.service.ts';
import { withServices } from './database.ts';
import { readEmailArgument } from './reset-command.ts';
import { exitCode } from './usage.ts';

/** Removes the second factor of a locked-out person; answers the exit code. */
export async function removeSecondFactorCommand(
  args: string[],
  print: (line: string) => void = console.log,
): Promise<number> {
  const { email } = readEmailArgument('remove-second-factor', args);
  return withServices(async (services) => {
    const isRemoved = await services.get(AccountsService, { strict: false }).removeSecondFactor(email);
    print(
      isRemoved
        ? `The second factor of ${email} is removed, and they are signed out everywhere. They sign in with their password and set up a new one.`
        : `No account with the e-mail ${email} has a second factor; nothing was changed.`,
    );
    return isRemoved ? exitCode.done : exitCode.refused;
  });
}

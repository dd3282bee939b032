import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { measureCommand } from '@throughline/measurement';
import { SettingsError } from '../config/settings.ts';
import { DataDirInUse } from '../embedded/embedded.ts';
import { accountCommand } from './account-command.ts';
import { auditDisclosureCommand } from './audit-disclosure-command.ts';
import { exportCommand, takeUpCommand } from './export-command.ts';
import { forgetCommand } from './forget-command.ts';
import { foundCommand } from './found-command.ts';
import { importCommand } from './import-command.ts';
import { resetCommand } from './reset-command.ts';
import { removeSecondFactorCommand } from './remove-second-factor-command.ts';
import { exitCode, usageOf, UsageError } from './usage.ts';
import { auditHeadCommand, verifyAuditCommand } from './verify-audit-command.ts';

async function measure(): Promise<number> {
  const { exitCode: code, stdout, stderr } = measureCommand(await text(process.stdin));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return code;
}

function help(command?: string): number {
  console.log(usageOf(command));
  return exitCode.done;
}

async function run([command, ...args]: string[]): Promise<number> {
  if (args.includes('--help')) return help(command);
  switch (command) {
    case 'import':
      return args[0] === '--archive' && args.length === 2 ? takeUpCommand(args[1] ?? '') : importCommand(args);
    case 'export':
      return exportCommand(args);
    case 'forget':
      return forgetCommand(args);
    case 'found':
      return foundCommand(args);
    case 'account':
      return accountCommand(args);
    case 'reset-password':
      return resetCommand(args);
    case 'remove-second-factor':
      return removeSecondFactorCommand(args);
    case 'audit-disclosure':
      return auditDisclosureCommand(args);
    case 'verify-audit':
      return verifyAuditCommand(args);
    case 'audit-head':
      return auditHeadCommand(args);
    case 'measure':
      return measure();
    case 'help':
    case '--help':
      return help();
    default:
      throw new UsageError(command === undefined ? 'Name a command.' : `There is no command “${command}”.`);
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isMisuse = error instanceof UsageError || error instanceof SettingsError || error instanceof DataDirInUse;
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usageOf(process.argv[2])}`);
  else console.error(isMisuse ? error.message : error);
  process.exitCode = isMisuse ? exitCode.misused : exitCode.refused;
}

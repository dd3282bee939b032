import { parseArgs } from 'node:util';
import { FoundingService } from '../features/partnerships/founding.service.ts';
import { ApiError, Invalid } from '../kernel/errors.ts';
import { promptPassword } from './prompt-password.ts';
import { withServices } from './database.ts';
import { exitCode, UsageError } from './usage.ts';

const options = {
  name: { type: 'string' },
  slug: { type: 'string' },
  'time-zone': { type: 'string' },
  backbone: { type: 'string' },
  'director-name': { type: 'string' },
  'director-email': { type: 'string' },
  scope: { type: 'string' },
  'minimum-cell': { type: 'string' },
} as const;

type Name = keyof typeof options;

/** Reads the arguments of `found`; the password is no argument, since others can see those. @throws UsageError */
export function readFoundArguments(args: string[]) {
  let values: Partial<Record<Name, string>>;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const need = (name: Name): string => {
    const value = values[name]?.trim();
    if (!value) throw new UsageError(`found needs --${name}.`);
    return value;
  };
  const cell = values['minimum-cell'];
  if (cell !== undefined && !/^\d+$/.test(cell))
    throw new UsageError('--minimum-cell must be a whole number from 5 to 30.');
  return {
    name: need('name'),
    slug: need('slug'),
    timeZone: need('time-zone'),
    backbone: need('backbone'),
    director: { name: need('director-name'), email: need('director-email') },
    ...(values.scope !== undefined && { geographicScope: values.scope }),
    ...(cell !== undefined && { minimumCell: Number(cell) }),
  };
}

/** Founds a partnership; answers the exit code. */
export async function foundCommand(args: string[], print: (line: string) => void = console.log): Promise<number> {
  const wanted = readFoundArguments(args);
  const password = await promptPassword('the director');
  return withServices(async (services) => {
    try {
      const founding = services.get(FoundingService, { strict: false });
      await founding.found({ ...wanted, director: { ...wanted.director, password } });
      print(`${wanted.name} is founded. ${wanted.director.email} signs in and works at /p/${wanted.slug}.`);
      return exitCode.done;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      print(`The partnership was not founded. ${error.message}`);
      if (error instanceof Invalid)
        for (const [field, message] of Object.entries(error.fields)) print(`  ${field}: ${message}`);
      return exitCode.refused;
    }
  });
}

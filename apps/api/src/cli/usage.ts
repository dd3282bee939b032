/** A command was given something that it cannot take; the message says what, and what to write instead. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** How a command ends. */
export const exitCode = {
  done: 0,
  /** It ran, and its answer is no: rows with errors, a rule that refuses. */
  refused: 1,
  /** It was not understood and nothing was done. */
  misused: 2,
} as const;

const usage = `Usage:
  throughline import --partnership <slug> --mapping <file.json> --as <e-mail> <file…> [--dry-run]
      Imports files with a saved mapping, as the member with that e-mail. Files with errors are not committed.
  throughline export --partnership <slug> --to <file.zip>
      Writes everything of a partnership to one archive, true numbers and uploads included.
  throughline import --archive <file.zip>
      Takes such an archive up into an installation in which there is nothing yet.
  throughline forget --email <e-mail>
      Forgets name and address of a person, on their request, in every partnership, with the account. It cannot be undone.
  throughline found --name <name> --slug <slug> --time-zone <zone> --backbone <organization>
      --director-name <name> --director-email <e-mail> [--scope <text>] [--minimum-cell <5 to 30>]
      Founds a partnership with its director. The password comes from THROUGHLINE_PASSWORD or is asked for.
  throughline account --email <e-mail> --name <name>
      Makes an account for a member who has none. The password comes from THROUGHLINE_PASSWORD or is asked for.
  throughline reset-password --email <e-mail>
      Prints a link with which somebody who is locked out chooses a new password. It works once, for one hour.
  throughline remove-second-factor --email <e-mail>
      Removes the second factor of somebody who has lost it and their recovery codes, signs them out everywhere and
      tells them by mail. Make sure that it is them who asks.
  throughline audit-disclosure [--partnership <slug> [--indicator <name>]]
      Solves for the hidden numbers from all that is shown and was ever released, and prints what can be computed back:
      for the operator only. Exits with 1 when something can.
  throughline audit-disclosure --file <release.json | ->
      The same of a release given as {"cells", "sets", "nested", "hidden", "options", "ledger"}; - is standard input.
  throughline audit-head --partnership <slug> > head.json
      Prints the signed end of the audit's chain, to be kept where nobody reaches it who has the database.
  throughline verify-audit [--partnership <slug>] [--head <head.json>]…
      Looks through the chain of every partnership or of one, and names the first row that does not fit. With a head
      that was kept, also when the tail was cut off. Exits with 1 when something does not fit.
  throughline measure < series.json
      Measures series given as {"series": [{"id", "chart", "in"}]} on standard input.

Settings (DATABASE_URL, DATA_DIR, …) are read from the environment, as by the server.`;

/** What a command takes, in each of its forms; of a command that there is not, what all of them take. */
export function usageOf(command: string | undefined): string {
  const [head = '', ...entries] = usage.split(/\n(?= {2}throughline )/);
  const settings = entries.at(-1)?.split('\n\n')[1] ?? '';
  const ofCommand = entries
    .map((entry) => entry.split('\n\n')[0] ?? '')
    .filter((entry) => entry.trimStart().split(/\s+/)[1] === command);
  return ofCommand.length > 0 ? `${[head, ...ofCommand].join('\n')}\n\n${settings}` : usage;
}

// Starting other programs, and stopping them with us.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A program ended with another code than 0; it has already said why. */
export class TaskFailed extends Error {
  constructor(command, code) {
    super(`${command} failed with code ${code}`);
    this.code = code;
  }
}

/** Starts a program with our output, and passes it the signals that ask us to stop. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  const exited = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
  return { child, exited };
}

/** Runs a program to its end. */
export async function run(command, args, options = {}) {
  const code = await start(command, args, options).exited;
  if (code !== 0) throw new TaskFailed([command, ...args].join(' '), code);
}

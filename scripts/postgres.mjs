// A private PostgreSQL server for the tests: in a temporary folder, on a Unix socket only, gone when they end.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLAGS = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** The folder of the newest PostgreSQL programs on this machine, or undefined. */
export function findPostgres() {
  const folders = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']
    .filter((root) => existsSync(root))
    .flatMap((root) =>
      readdirSync(root).map((name) => ({ version: Number(name.replace('postgresql@', '')), root, name })),
    )
    .filter(({ version, root, name }) => version >= 15 && existsSync(join(root, name, 'bin', 'initdb')))
    .sort((a, b) => b.version - a.version);
  const newest = folders[0];
  if (newest !== undefined) return join(newest.root, newest.name, 'bin');
  const onPath = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const bin = onPath.status === 0 ? onPath.stdout.trim() : undefined;
  return bin !== undefined && existsSync(join(bin, 'initdb')) ? bin : undefined;
}

/**
 * Starts a server; returns its address and how to stop it. PostgreSQL refuses root, so root runs it as `postgres`.
 * @param flags settings as `-c name=value`; by default those of a server whose data nobody will miss.
 */
export function startPostgres(bin, flags = FLAGS) {
  const folder = mkdtempSync(join(tmpdir(), 'tl-pg-'));
  const root = process.getuid?.() === 0;
  if (root) {
    const [uid, gid] = execFileSync('getent', ['passwd', 'postgres'], { encoding: 'utf8' }).split(':').slice(2, 4);
    chownSync(folder, Number(uid), Number(gid));
  }
  chmodSync(folder, 0o755);
  const command = (program, args) =>
    root ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), args];
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
  const run = (program, args) => execFileSync(...command(program, args), options);
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const settings = ['-c', 'max_connections=200', ...flags, '-c', 'listen_addresses=', '-k', folder].join(' ');
  const control = (...words) => ['-D', data, '-w', '-l', join(folder, 'log'), ...words];
  run('pg_ctl', control('-o', settings, 'start'));
  /** Not waited for in place, so that who asks can go on using the server meanwhile. */
  const later = async (...words) => {
    const [code] = await once(spawn(...command('pg_ctl', control(...words)), options), 'exit');
    if (code !== 0) throw new Error(`pg_ctl ${words.at(-1)} ended with ${code}`);
  };
  let running = true;
  return {
    url: `postgres:///postgres?host=${encodeURIComponent(folder)}&user=postgres`,
    /** @param mode `smart`, `fast` or `immediate`, as `pg_ctl` knows them. */
    restart: (mode) => later('-m', mode, 'restart'),
    /** Nobody reaches it until `resume`. */
    pause: () => later('-m', 'fast', 'stop'),
    resume: () => later('-o', settings, 'start'),
    stop: () => {
      if (!running) return;
      running = false;
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

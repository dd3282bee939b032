// What a request costs the processors, which says more than the clock on a machine that does other things too.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Milliseconds of processor time that a process has used; 0 when the system does not say or the process is gone. */
function usedBy(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return ((Number(user) + Number(system)) * 1000) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** Milliseconds that this process has used. */
export function usedHere() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * A meter over the database's own processes and a server's (`pid`), or this process when the contender has no server.
 * `start` answers a function that tells the milliseconds since.
 */
export function meter(client, pid) {
  const backends = async () => {
    const found = await client.query(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    return found.rows.map((row) => row.pid);
  };
  return {
    start: async () => {
      const pids = await backends();
      const before = new Map(pids.map((each) => [each, usedBy(each)]));
      const own = pid === null ? usedHere() : usedBy(pid);
      return () => {
        let used = (pid === null ? usedHere() : usedBy(pid)) - own;
        for (const [each, was] of before) used += Math.max(0, usedBy(each) - was);
        return used;
      };
    },
  };
}

/** The fields of a process's `stat` behind its name, from its state on; null when it is gone. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const sum = (fields) => fields.reduce((all, field) => all + Number(field), 0);

/**
 * A function that tells the milliseconds that the whole database server has used so far, with what ended meanwhile
 * (parallel workers) and what writes in the background; NaN where the system does not say, or for the embedded one.
 */
export async function serverMeter(client) {
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const parent = statOf(rows[0].pid)?.[1];
  if (parent === undefined || Number(parent) <= 1) return () => NaN;
  return () => {
    // User and system time of the server itself, and of its children that have ended.
    let ticks = sum(statOf(parent)?.slice(11, 15) ?? [NaN]);
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const stat = statOf(pid);
      if (stat?.[1] === parent) ticks += sum(stat.slice(11, 13));
    }
    return (ticks * 1000) / ticksPerSecond;
  };
}

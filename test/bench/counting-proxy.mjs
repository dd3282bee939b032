// Counts what travels to the database, the same for every contender, whatever its driver or its server.
import { connect, createServer } from 'node:net';

const execute = 'E'.charCodeAt(0);
const query = 'Q'.charCodeAt(0);
const control = /^\s*(begin|commit|rollback|set|start)\b/i;

/** Reads the frontend's messages of one connection (PostgreSQL's protocol 3) as they come in pieces. */
function reader(counts) {
  let rest = Buffer.alloc(0);
  let started = false;
  const texts = new Map();
  let bound = '';
  const note = (text) => {
    for (const part of text.split(';')) if (part.trim()) counts[control.test(part) ? 'control' : 'statements'] += 1;
  };
  const take = (type, body) => {
    const zero = body.indexOf(0);
    if (type === query) note(body.toString('utf8', 0, zero));
    if (type === 'P'.charCodeAt(0))
      texts.set(body.toString('utf8', 0, zero), body.toString('utf8', zero + 1, body.indexOf(0, zero + 1)));
    if (type === 'B'.charCodeAt(0)) bound = body.toString('utf8', zero + 1, body.indexOf(0, zero + 1));
    if (type === execute) counts[control.test(texts.get(bound) ?? '') ? 'control' : 'statements'] += 1;
  };
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = rest.readInt32BE(head);
      if (rest.length < head + length) return;
      if (started) take(rest[0], rest.subarray(5, 1 + length));
      started = true;
      rest = rest.subarray(head + length);
    }
  };
}

/** Where `pg` would connect for an address. */
function targetOf(url) {
  const folder = /[?&]host=([^&]+)/.exec(url)?.[1];
  if (folder) return { path: `${decodeURIComponent(folder)}/.s.PGSQL.5432` };
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || 5432) };
}

/** A door to the database that counts: `url` goes in its place, `counts` is reset by whoever measures. */
export async function startCounting(url) {
  const counts = { statements: 0, control: 0 };
  const target = targetOf(url);
  const server = createServer((incoming) => {
    const outgoing = connect(target);
    const read = reader(counts);
    incoming.on('data', read);
    incoming.pipe(outgoing).pipe(incoming);
    const close = () => {
      incoming.destroy();
      outgoing.destroy();
    };
    for (const socket of [incoming, outgoing]) socket.on('error', close).on('close', close);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const folder = 'path' in target;
  const user = /[?&]user=([^&]+)/.exec(url)?.[1];
  const through = folder
    ? `postgres://${user ?? 'postgres'}@127.0.0.1:${port}/${/^\w+:\/\/[^/]*\/([^?]*)/.exec(url)?.[1] || 'postgres'}`
    : url.replace(/@[^/]+/, `@127.0.0.1:${port}`);
  return { url: through, counts, stop: () => new Promise((resolve) => server.close(resolve)) };
}

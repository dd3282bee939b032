// Imports one file through the product's own services, as its command line does, and tells what it took.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ofServer } from './modules.mjs';

const job = JSON.parse(process.argv[2]);
const { withServices } = await ofServer('cli/database');
const { ImportService } = await ofServer('features/imports/import.service');
const { ImportReadsService } = await ofServer('features/imports/import-reads.service');
const { ViewerService } = await ofServer('tenancy/viewer.service');

/** When the rows of an import are there for others: asked ten times a second, as the commit itself does not tell. */
async function whenCommitted(services, viewer, id, committing) {
  const reads = services.get(ImportReadsService, { strict: false });
  const waiting = { is: true };
  committing.finally(() => Object.assign(waiting, { is: false })).catch(() => undefined);
  while (waiting.is && (await reads.find(viewer, id)).state !== 'committed')
    await new Promise((resolve) => setTimeout(resolve, 100));
  return Date.now();
}

await withServices(async (services) => {
  const imports = services.get(ImportService, { strict: false });
  const viewer = await services.get(ViewerService, { strict: false }).viewerOf(job.accountId, job.partnershipId);
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const used = [];
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
    used.push({ at: Date.now(), cpu: process.cpuUsage() });
  }, 50);
  const before = process.cpuUsage();
  const seconds = {};
  const step = ({ id, version }) => ({ idempotencyKey: randomUUID(), id, version });
  const timed = async (name, work) => {
    const start = performance.now();
    const answer = await work();
    seconds[name] = (performance.now() - start) / 1000;
    return answer;
  };
  const uploaded = await timed('upload', () =>
    imports.upload(viewer, { id: randomUUID(), name: 'observations.csv', content: createReadStream(job.path) }),
  );
  const mapped = await timed('map', () => imports.map(viewer, { ...step(uploaded), mapping: job.mapping }));
  const checked = await timed('check', () => imports.check(viewer, step(mapped)));
  if (checked.errors > 0 || checked.rowsAccepted !== job.observations)
    throw new Error(`the check took ${checked.rowsAccepted} rows: ${JSON.stringify(checked.report)}`);
  const start = Date.now();
  const committing = imports.commit(viewer, step(checked));
  // The answer waits some seconds for what the gate decides beside it; the rows are there before.
  const committedAt = await whenCommitted(services, viewer, checked.id, committing);
  await committing;
  seconds.commit = (committedAt - start) / 1000;
  const waited = (Date.now() - committedAt) / 1000;
  const { cpu } = used.findLast(({ at }) => at <= committedAt) ?? { cpu: before };
  clearInterval(sampling);
  process.send({
    ...seconds,
    waited,
    cpu: (cpu.user + cpu.system - before.user - before.system) / 1e6,
    committedAt,
    peak,
    idle,
  });
});
process.disconnect();

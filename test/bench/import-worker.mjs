// Imports one file through the product's own services, as its command line does, and tells what it took.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ofServer } from './modules.mjs';

const job = JSON.parse(process.argv[2]);
const { withServices } = await ofServer('cli/database');
const { ImportService } = await ofServer('features/imports/import.service');
const { ViewerService } = await ofServer('tenancy/viewer.service');

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
  const committed = await imports.commit(viewer, step(checked));
  // The answer waits some seconds for what the gate decides beside it; the rows are there before.
  seconds.commit = (new Date(committed.committedAt).getTime() - start) / 1000;
  const waited = (Date.now() - start) / 1000 - seconds.commit;
  const committedAt = start + seconds.commit * 1000;
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

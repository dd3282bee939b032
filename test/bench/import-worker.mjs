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
  await timed('commit', () => imports.commit(viewer, step(checked)));
  const peak = process.resourceUsage().maxRSS * 1024;
  process.send({ ...seconds, peak, idle });
});
process.disconnect();

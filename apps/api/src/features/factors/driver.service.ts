import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { type Page, fromCursor, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { Driver } from './driver.entity.ts';
import {
  type AddDriverInput,
  addDriver,
  type EditDriverInput,
  editDriver,
  retire,
  type RetireDriverInput,
} from './driver.inputs.ts';
import { Factor } from './factor.entity.ts';

/** True when `$3` is `$2` itself or stands below it, so that it cannot become its parent. */
const standsBelow = `
WITH RECURSIVE below AS (
  SELECT d.id FROM driver d WHERE d.partnership_id = $1 AND d.id = $2
  UNION SELECT d.id FROM driver d JOIN below b ON d.parent_id = b.id WHERE d.partnership_id = $1
) SELECT 1 AS found FROM below WHERE id = $3::uuid`;

const hasBranches = `
SELECT 1 AS found FROM driver d WHERE d.partnership_id = $1 AND d.parent_id = $2 AND d.retired_at IS NULL LIMIT 1`;

/** The driver tree of a network: its theory of change under the aim. */
@Injectable()
export class DriverService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a driver under the aim or under another driver; anybody who sits in the network may. */
  async add(viewer: Viewer, input: AddDriverInput): Promise<Driver> {
    const values = parseInput(addDriver, input);
    const request = { operation: 'addDriver', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const network = await demandTheory(tx, values.networkId);
      await checkPlace(tx, values);
      const driver = await tx.insert(Driver, { ...values, kind: values.parentId ? 'secondary' : 'primary' });
      putDriver(tx, driver);
      linkDriver(tx, driver, network);
      return driver;
    });
  }

  /**
   * Changes or moves a driver that nobody changed since `version`.
   * @throws Refused DRIVER_UNDER_ITSELF when it would stand below itself.
   */
  async edit(viewer: Viewer, input: EditDriverInput): Promise<Driver> {
    const changes = parseInput(editDriver, input);
    const request = { operation: 'editDriver', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Driver, input.id);
      const network = await demandTheory(tx, before.networkId);
      await checkPlace(tx, { ...changes, networkId: before.networkId });
      if (changes.parentId && (await tx.one(standsBelow, [tx.partnershipId, before.id, changes.parentId]))) {
        throw new Refused(
          'DRIVER_UNDER_ITSELF',
          'A driver cannot stand below itself: choose another place in the tree.',
        );
      }
      const kind = changes.parentId === undefined ? undefined : changes.parentId ? 'secondary' : 'primary';
      const driver = await tx.update(Driver, before, input.version, { ...changes, ...(kind && { kind }) });
      putDriver(tx, driver);
      linkDriver(tx, driver, network);
      return driver;
    });
  }

  /**
   * Takes a driver out of the tree; why stays in its history.
   * @throws Refused DRIVER_HAS_BRANCHES while others stand below it.
   */
  async retire(viewer: Viewer, input: RetireDriverInput): Promise<Driver> {
    const { reason } = parseInput(retire, input);
    const request = { operation: 'retireDriver', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Driver, input.id);
      await demandTheory(tx, before.networkId);
      if (await tx.one(hasBranches, [tx.partnershipId, before.id])) {
        throw new Refused('DRIVER_HAS_BRANCHES', 'Other drivers stand below this one: move or retire them first.');
      }
      const driver = await tx.update(
        Driver,
        before,
        input.version,
        { retiredAt: new Date() },
        { verb: 'retire', reason },
      );
      putDriver(tx, driver);
      return driver;
    });
  }

  /** Drivers of a network that are not retired, by position; the client builds the tree. 2 statements. */
  async page(viewer: Viewer, networkId: string, first: number, after: string | null): Promise<Page<Driver>> {
    const size = pageSize(first);
    const [position, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Driver>(
          `SELECT ${tx.columns(Driver, 'd')} FROM driver d
           WHERE d.partnership_id = $1 AND d.network_id = $2 AND d.retired_at IS NULL
             AND ($3::int IS NULL OR (d.position, d.id) > ($3, $4::uuid)) ORDER BY d.position, d.id LIMIT $5`,
          [viewer.partnershipId, networkId, position, id, size + 1],
        ),
        tx.one<{ count: number }>(
          'SELECT count(*) AS count FROM driver d WHERE d.partnership_id = $1 AND d.network_id = $2 AND d.retired_at IS NULL',
          [viewer.partnershipId, networkId],
        ),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.position, row.id]);
    });
  }
}

async function demandTheory(tx: WriteTransaction, networkId: string): Promise<Network> {
  const network = await tx.find(Network, networkId);
  demand(tx.viewer, 'canEditTheory', { networkId: network.id, parentNetworkId: network.parentId });
  return network;
}

interface Place {
  networkId: string;
  parentId?: string | null | undefined;
  factorId?: string | null | undefined;
}

/** The driver above and the factor must be of the same network and still in use. */
async function checkPlace(tx: ReadTransaction, { networkId, parentId, factorId }: Place): Promise<void> {
  const [parent, factor] = await Promise.all([
    parentId ? tx.find(Driver, parentId) : null,
    factorId ? tx.find(Factor, factorId) : null,
  ]);
  if (parent && (parent.networkId !== networkId || parent.retiredAt)) {
    throw new Invalid({ parentId: 'Choose a driver of this network that is not retired.' });
  }
  if (factor && (factor.networkId !== networkId || factor.retiredAt)) {
    throw new Invalid({ factorId: 'Choose a factor of this network that is not retired.' });
  }
}

function putDriver(tx: WriteTransaction, driver: Driver): void {
  tx.item({
    kind: 'driver',
    id: driver.id,
    networkId: driver.networkId,
    title: driver.title,
    state: driver.retiredAt ? 'retired' : driver.kind,
    isOver: driver.retiredAt !== null,
    on: new Date(driver.createdAt).toISOString().slice(0, 10),
  });
}

/** A driver came of the factor that it works on and of the driver above; with neither, of the network's indicator. */
function linkDriver(tx: WriteTransaction, driver: Driver, network: Network): void {
  tx.link(driver.factorId, driver.id, 'answers');
  tx.link(driver.parentId, driver.id, 'explains');
  if (!driver.factorId && !driver.parentId) tx.link(network.indicatorId, driver.id, 'explains');
}

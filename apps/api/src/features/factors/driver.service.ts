import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Driver } from './driver.entity.ts';
import { AddDriverInput, EditDriverInput, RestoreDriverInput, RetireDriverInput } from './driver.inputs.ts';

/** True when `$3` is `$2` itself or stands below it, so that it cannot become its parent. */
const standsBelow = `
WITH RECURSIVE below AS (
  SELECT d.id FROM driver d WHERE d.partnership_id = $1 AND d.id = $2
  UNION SELECT d.id FROM driver d JOIN below b ON d.parent_id = b.id WHERE d.partnership_id = $1
) SELECT 1 AS found FROM below WHERE id = $3::uuid`;

const hasBranches = `
SELECT 1 AS found FROM driver d WHERE d.partnership_id = $1 AND d.parent_id = $2 AND d.retired_at IS NULL LIMIT 1`;

const hasRetiredParent = `
SELECT 1 AS found FROM driver d JOIN driver p ON p.partnership_id = d.partnership_id AND p.id = d.parent_id
WHERE d.partnership_id = $1 AND d.id = $2 AND p.retired_at IS NOT NULL`;

/** Drivers of the network $2 by position: those in use, or with $3 the retired ones. */
const driversByPosition: ListQuery = {
  columns: (tx) => tx.columns(Driver, 'd'),
  from: 'driver d',
  where: 'd.partnership_id = $1 AND d.network_id = $2 AND (d.retired_at IS NOT NULL) = $3::boolean',
  order: [
    { by: 'd.position', type: 'int' },
    { by: 'd.id', type: 'uuid' },
  ],
};

/** The driver tree of a network: its theory of change under the aim. */
@Injectable()
export class DriverService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a driver under the aim or under another driver; anybody who sits in the network may. */
  async add(viewer: Viewer, input: AddDriverInput): Promise<Driver> {
    return this.writes.run(viewer, AddDriverInput, input, (tx, values) => {
      const driver = tx.insert(Driver, { ...values, kind: values.parentId ? 'secondary' : 'primary' });
      linkDriver(tx, driver);
      return driver;
    });
  }

  /**
   * Changes or moves a driver that nobody changed since `version`.
   * @throws Refused DRIVER_UNDER_ITSELF when it would stand below itself.
   */
  async edit(viewer: Viewer, input: EditDriverInput): Promise<Driver> {
    return this.writes.run(viewer, EditDriverInput, input, {
      reads: (tx, { parentId }, id) => inTree(tx, standsBelow, [id, parentId ?? null]),
      writes: (tx, changes, before, isBelow) => {
        if (isBelow) {
          throw new Refused(refusal('DRIVER_UNDER_ITSELF'));
        }
        const { parentId } = changes;
        const kind = parentId === undefined ? before.kind : parentId ? 'secondary' : 'primary';
        const driver = tx.update(Driver, before, { ...changes, kind });
        linkDriver(tx, driver);
        return driver;
      },
    });
  }

  /**
   * Takes a driver out of the tree; why stays in its history.
   * @throws Refused DRIVER_HAS_BRANCHES while others stand below it.
   */
  async retire(viewer: Viewer, input: RetireDriverInput): Promise<Driver> {
    return this.writes.run(viewer, RetireDriverInput, input, {
      reads: (tx, _values, id) => inTree(tx, hasBranches, [id]),
      writes: (tx, { reason }, before, branch) => {
        if (branch) {
          throw new Refused(refusal('DRIVER_HAS_BRANCHES'));
        }
        return tx.update(Driver, before, { retiredAt: tx.now }, { verb: 'retire', reason });
      },
    });
  }

  /**
   * Gives a retired driver its place in the tree again.
   * @throws Refused DRIVER_PARENT_RETIRED while the driver above it is retired.
   */
  async restore(viewer: Viewer, input: RestoreDriverInput): Promise<Driver> {
    return this.writes.run(viewer, RestoreDriverInput, input, {
      reads: (tx, _none, id) => inTree(tx, hasRetiredParent, [id]),
      writes: (tx, _none, before, parent) => {
        if (parent) {
          throw new Refused(refusal('DRIVER_PARENT_RETIRED'));
        }
        return tx.restore(Driver, before);
      },
    });
  }

  /** Drivers of a network by position, those in use or the retired ones; the client builds the tree. 2 statements. */
  async page(
    viewer: Viewer,
    networkId: string,
    first: number,
    after: string | null,
    retired = false,
  ): Promise<Page<Driver>> {
    const keys = [viewer.partnershipId, networkId, retired];
    return this.tenancy.read(viewer, (tx) => tx.page<Driver>(driversByPosition, keys, { first, after }));
  }
}

/** What the tree says, with nobody else changing its shape until this write is over. */
async function inTree(tx: ReadTransaction, text: string, values: unknown[]): Promise<object | null> {
  const [, found] = await Promise.all([tx.turn('drivers'), tx.one(text, [tx.partnershipId, ...values])]);
  return found;
}

/** A driver came of the factor that it works on and of the driver above; with neither, of the network's indicator. */
function linkDriver(tx: WriteTransaction, driver: Driver): void {
  tx.link(driver.factorId, driver.id, 'answers');
  tx.link(driver.parentId, driver.id, 'explains');
  if (!driver.factorId && !driver.parentId) tx.link(tx.network.indicatorId, driver.id, 'explains');
}

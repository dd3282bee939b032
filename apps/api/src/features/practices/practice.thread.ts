import type { WriteTransaction } from '../../writes/write-transaction.ts';
import type { Practice } from './practice.entity.ts';
import type { Site } from './site.entity.ts';
import type { SystemChange } from './system-change.entity.ts';

const dayOf = (instant: Date | string): string => new Date(instant).toISOString().slice(0, 10);

/** How a practice stands on the thread. */
export function threadPractice(tx: WriteTransaction, practice: Practice): void {
  tx.item({
    kind: 'practice',
    id: practice.id,
    networkId: practice.networkId,
    title: practice.name,
    state: practice.state,
    isOver: practice.state === 'retired',
    on: dayOf(practice.createdAt),
  });
}

/** A site can be found by its name; it came of nothing and nothing came of it, so it has no links. */
export function threadSite(tx: WriteTransaction, site: Site): void {
  tx.item({
    kind: 'site',
    id: site.id,
    networkId: null,
    title: site.name,
    state: site.retiredAt ? 'retired' : 'open',
    isOver: site.retiredAt !== null,
    on: dayOf(site.createdAt),
  });
}

/** How a system change stands on the thread, on the day that the system changed. */
export function threadSystemChange(tx: WriteTransaction, change: SystemChange): void {
  tx.item({
    kind: 'system_change',
    id: change.id,
    networkId: change.networkId,
    title: change.title,
    state: change.kind,
    on: change.on,
  });
}

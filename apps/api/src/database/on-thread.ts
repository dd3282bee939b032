import type { ItemKind } from '@throughline/domain/vocabulary';

/** How an item stands on the thread. */
export interface ThreadItem {
  kind: ItemKind;
  id: string;
  networkId: string | null;
  title: string;
  state: string;
  /** Day (YYYY-MM-DD) that it belongs to on the map: begun, raised, adopted. */
  on: string;
  dueOn?: string | null;
  isOver?: boolean;
  isStuck?: boolean;
  isVoid?: boolean;
}

/** What a projection may use besides the row. */
export interface ThreadSurroundings {
  /** Name of the network that the write is about; '' where it is about none. */
  readonly networkName: string;
  /** The day of the partnership that a moment falls on. */
  dayOf(moment: Date | string): string;
}

type Projection<T> = (
  row: T,
  surroundings: ThreadSurroundings,
) => Omit<ThreadItem, 'id' | 'kind'> & { kind?: ItemKind };

const key = 'throughline:thread';

/**
 * How a row of the entity stands on the thread. Each insert and update of the pipeline of writes follows it; the kind
 * is the table's name unless it says another one.
 */
export function OnThread<T extends object>(project: Projection<T>) {
  return (entity: new () => T): void => Reflect.defineMetadata(key, project, entity);
}

/** The item of a row; null for what does not stand on the thread. */
export function itemOf(
  entity: object,
  table: string,
  row: { id: string },
  surroundings: ThreadSurroundings,
): ThreadItem | null {
  const project = Reflect.getMetadata(key, entity) as Projection<object> | undefined;
  return project ? { kind: table as ItemKind, ...project(row, surroundings), id: row.id } : null;
}

import { refusal } from '@throughline/domain/refusals/refusal';
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { KnownSubject } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { Database } from '../database/database.ts';
import { statementName, statementsOf } from '../database/statements.ts';
import { EventBus } from '../events/event-bus.ts';
import { ApiError, Conflict, Invalid, NotFound, Refused } from '../kernel/errors.ts';
import { isUuid, parseInput } from '../kernel/inputs.ts';
import { declaredWrites, type WriteDeclaration } from '../kernel/inputs/declare.ts';
import { scopeOf, Tenancy } from '../tenancy/tenancy.ts';
import { ReadTransaction } from '../tenancy/transaction.ts';
import { constraintsOf, isDeadlock, isDuplicate, translate } from './database-errors.ts';
import { Answer, type Answered, Changed } from './outcome.ts';
import { Permission } from './permission.ts';
import { type HomeNetwork, type Referred, References } from './references.ts';
import { type Opened, keepAnswer, keepRead, openWrite } from './writes.sql.ts';
import { WriteTransaction } from './write-transaction.ts';

type Typed<D extends WriteDeclaration> = NonNullable<D['types']>;

/** The steps of a write: reads that its rules need, sent before anything is known, then the changes. */
export interface Steps<Values, Before, Read, Result> {
  /** Sent in the first message, beside the key, the references and the row itself, whose id is given. */
  reads: (tx: ReadTransaction, values: Values, id: string) => Promise<Read>;
  writes: (tx: WriteTransaction, values: Values, before: Before, read: Read) => Result | Promise<Result>;
}

type Work<Values, Before, Result> = (tx: WriteTransaction, values: Values, before: Before) => Result | Promise<Result>;

/** All that the pipeline knows about a write before it opens the transaction. */
interface Prepared {
  operation: string;
  idempotencyKey: string;
  fingerprint: string;
  /** Null for work that no mutation declares. */
  declared: { declaration: WriteDeclaration; id: string | null; version: number | null } | null;
  values: object;
  reads: ((tx: ReadTransaction, values: never, id: string) => Promise<unknown>) | null;
  writes: (tx: WriteTransaction, values: never, before: never, read: never) => unknown;
}

interface Identified {
  id: string;
}

/** How often a write starts again after a deadlock. */
const mostAttempts = 3;

/**
 * True for errors that the same write may have caused when it was sent twice and the other one was faster; false for
 * those that only say what happened to the database.
 */
const isRefusal = (error: unknown): boolean =>
  error instanceof Changed || error instanceof ApiError || isDuplicate(error);

/** The row as the write's own reads return it, with what belongs to it, or as it is in the table. */
const fullest = (row: Identified, read: unknown): object =>
  typeof read === 'object' && read !== null && (read as Partial<Identified>).id === row.id ? read : row;

/** The only way to change tenant data: once, allowed, versioned, audited, announced, all or nothing. */
@Injectable()
export class Writes {
  readonly #constraints: ReturnType<typeof constraintsOf>;
  readonly #references: Map<WriteDeclaration, References>;

  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(EventBus) private readonly events: EventBus,
  ) {
    this.#constraints = constraintsOf(database.dataSource);
    this.#references = new Map(
      declaredWrites().map((declaration) => [declaration, new References(declaration, database.dataSource)]),
    );
  }

  /**
   * Runs a declared write in one transaction, with two waits for the database when its reads are declared, and stores
   * its answer under the key (docs/the-life-of-a-write.md).
   * @throws Invalid for wrong input; NotFound; Refused by the policy, by RETIRED, or by IDEMPOTENCY_KEY_REUSED when the
   * key was used for another input; Conflict with the current row when somebody was faster
   */
  run<D extends WriteDeclaration, Read, Result>(
    viewer: Viewer,
    declaration: D,
    input: Typed<D>['raw'],
    steps: Steps<Typed<D>['values'], Typed<D>['before'], Read, Result>,
  ): Promise<Answered<Result>>;
  run<D extends WriteDeclaration, Result>(
    viewer: Viewer,
    declaration: D,
    input: Typed<D>['raw'],
    work: Work<Typed<D>['values'], Typed<D>['before'], Result>,
  ): Promise<Answered<Result>>;
  async run(viewer: Viewer, declaration: WriteDeclaration, input: unknown, steps: unknown): Promise<unknown> {
    const how = steps as Prepared['writes'] | Steps<never, never, never, unknown>;
    return this.#once(viewer, prepare(declaration, input as object, how));
  }

  /**
   * Runs work of the application itself, such as founding a partnership or filling a demo, in the name of `viewer` and
   * without asking a policy. `operation` names it.
   */
  async byItself<T>(viewer: Viewer, operation: string, work: (tx: WriteTransaction) => T | Promise<T>): Promise<T> {
    return this.#once(viewer, {
      operation,
      idempotencyKey: uuidv7(),
      fingerprint: '',
      declared: null,
      values: {},
      reads: null,
      writes: work,
    }) as Promise<T>;
  }

  async #once(viewer: Viewer, write: Prepared, attempts = 1): Promise<unknown> {
    try {
      return await this.#attempt(viewer, write);
    } catch (error) {
      // Two writes waited for each other: the database let the other one go on, and this one starts again.
      if (isDeadlock(error) && attempts < mostAttempts) return this.#once(viewer, write, attempts + 1);
      if (!isRefusal(error)) throw translate(error, this.#constraints);
      // The same write may have been in flight twice. Whatever stopped this one, it gives the answer that the other stored.
      const opened = await this.tenancy.read(viewer, (tx) => open(tx, viewer, write));
      if (opened.isKept) return opened.answer;
      if (error instanceof Changed) throw new Conflict(await this.#current(viewer, error));
      throw translate(error, this.#constraints);
    }
  }

  async #attempt(viewer: Viewer, write: Prepared): Promise<unknown> {
    let wrote = false;
    const answer = await this.tenancy.inScope(scopeOf(viewer), 'READ WRITE', async (client, commit) => {
      const reading = new ReadTransaction(client, this.database.dataSource, viewer.partnershipId);
      // The order matters: once the row and what it refers to are locked, nothing that the rules read can change.
      const [before, referred, opened, read] = await Promise.all([
        this.#ownRow(reading, write),
        this.#refer(reading, write),
        open(reading, viewer, write),
        write.reads?.(reading, write.values as never, write.declared?.id ?? ''),
      ]);
      reading.close();
      if (opened.isKept) return opened.answer;
      const permission = this.#permit(viewer, write, referred, before);
      const { declared } = write;
      if (declared?.version !== null && declared && (before as { version: number }).version !== declared.version) {
        throw new Conflict(fullest(before as Identified, read));
      }
      const tx = new WriteTransaction(client, this.database.dataSource, {
        viewer,
        permission,
        now: opened.now,
        timeZone: opened.timeZone ?? 'UTC',
        network: referred?.home ?? null,
        restores: declared ? declared.declaration.restores : true,
      });
      try {
        const result = await write.writes(tx, write.values as never, before as never, read as never);
        tx.sendTrail();
        const answerKept = keep(client, viewer, write, result);
        // When a statement before it failed, `waitForStatements` says why.
        answerKept.catch(() => undefined);
        commit();
        await tx.waitForStatements();
        const answered = await answerKept;
        wrote = tx.wrote;
        return answered;
      } finally {
        tx.close();
      }
    });
    if (wrote) this.events.announce(viewer.partnershipId);
    return answer;
  }

  async #refer(tx: ReadTransaction, { declared, values }: Prepared): Promise<Referred | null> {
    const references = declared ? this.#references.get(declared.declaration) : undefined;
    if (!declared || !references?.text) return null;
    return tx.one<Referred>(references.text, references.parameters(tx.partnershipId, declared.id, values));
  }

  async #ownRow(tx: ReadTransaction, { declared }: Prepared): Promise<object | null> {
    const { entity, how } = declared?.declaration.row ?? { entity: null, how: 'none' };
    if (!entity || how === 'adds' || !declared) return null;
    const statements = statementsOf(this.database.dataSource, entity);
    // The row is judged as it is now, so nobody may change it until this write is over.
    return tx.one(statements.lock, [tx.partnershipId, declared.id]);
  }

  /** Checks what was read: the row exists, the policy allows the write, and the references belong to it. */
  #permit(viewer: Viewer, { operation, declared, values }: Prepared, referred: Referred | null, before: object | null) {
    if (!declared) return Permission.grant(viewer, operation);
    const { declaration, id } = declared;
    if (id !== null && declaration.row.how !== 'adds' && before === null) throw new NotFound();
    // Whoever came by the link of a mail may write about its item and about nothing else.
    if (viewer.itemLink && (declaration.row.how === 'adds' || id !== viewer.itemLink.itemId)) throw new NotFound();
    const references = this.#references.get(declaration);
    const known = knownOf(before, references?.hasHome ?? false, referred?.home ?? null);
    const permission = new Permission(viewer, operation, declaration.policies, known);
    permission.askByItself();
    if (referred) references?.check(values, referred, before);
    return permission;
  }

  #current(viewer: Viewer, { entity, id }: Changed): Promise<object> {
    return this.tenancy.read(viewer, (tx) => tx.find(entity, id));
  }
}

/** The parts of a policy's subject that follow from the row and from the network of the write. */
function knownOf(before: object | null, hasHome: boolean, home: HomeNetwork | null): KnownSubject {
  const row = (before ?? {}) as Partial<Record<'organizationId' | 'ownerMemberId' | 'raisedByMemberId', string | null>>;
  const { organizationId, ownerMemberId, raisedByMemberId } = row;
  // A row known to belong to no network has null here; a network that was named but does not exist stays unknown.
  const network = home
    ? { networkId: home.id, parentNetworkId: home.parentId }
    : hasHome && before
      ? { networkId: null }
      : {};
  return {
    ...network,
    ...(organizationId !== undefined && { organizationId }),
    ...(ownerMemberId !== undefined && { ownerMemberId }),
    ...(raisedByMemberId !== undefined && { raisedByMemberId }),
  };
}

function prepare(
  declaration: WriteDeclaration,
  input: object,
  steps: Prepared['writes'] | Steps<never, never, never, unknown>,
): Prepared {
  const { idempotencyKey, id, version } = input as { idempotencyKey: string; id?: string; version?: number };
  demandKey(idempotencyKey);
  const { how } = declaration.row;
  if (how !== 'none' && !isUuid(id)) throw new NotFound();
  const values = parseInput(declaration.schema, input) as object;
  return {
    operation: declaration.operation,
    idempotencyKey,
    fingerprint: fingerprintOf({
      ...(id !== undefined && { id }),
      ...(version !== undefined && { version }),
      ...values,
    }),
    declared: {
      declaration,
      id: how === 'none' ? null : (id ?? null),
      version: how === 'edits' ? (version ?? 0) : null,
    },
    values,
    reads: typeof steps === 'function' ? null : steps.reads,
    writes: typeof steps === 'function' ? steps : (tx, seen, before, read) => steps.writes(tx, seen, before, read),
  };
}

function demandKey(key: unknown): void {
  if (isUuid(key)) return;
  throw new Invalid({
    idempotencyKey: refusal('KEY_NOT_A_UUID'),
  });
}

const fingerprintOf = (input: unknown): string => createHash('sha256').update(JSON.stringify(input)).digest('hex');

/** Reads the moment, the partnership's time zone, and the answer stored under the key. */
async function open(
  tx: ReadTransaction,

  viewer: Viewer,
  { idempotencyKey, operation, fingerprint }: Prepared,
): Promise<Opened> {
  const opened = await tx.one<Opened>(openWrite, [viewer.partnershipId, viewer.memberId, idempotencyKey]);
  if (!opened) throw new Error('a transaction that says no time');
  if (opened.isKept && (opened.operation !== operation || opened.fingerprint !== fingerprint)) {
    throw new Refused(refusal('IDEMPOTENCY_KEY_REUSED'));
  }
  return opened;
}

/** Stores the answer under the key, and returns it as stored when a statement reads it. */
async function keep(client: pg.PoolClient, viewer: Viewer, write: Prepared, result: unknown): Promise<unknown> {
  const keys = [viewer.partnershipId, viewer.memberId, write.idempotencyKey, write.operation, write.fingerprint];
  if (!(result instanceof Answer)) {
    const values = [...keys, JSON.stringify(result ?? null)];
    await client.query({ name: statementName(keepAnswer), text: keepAnswer, values });
    return result;
  }
  const text = keepRead(result.text, result.values.length);
  const values = [...result.values, ...keys];
  const { rows } = await client.query<{ answer: unknown }>({ name: statementName(text), text, values });
  if (!rows[0]?.answer) throw new Error('what was written is not there to be answered');
  return rows[0].answer;
}

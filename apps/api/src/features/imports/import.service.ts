import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { checkMapping, type ImportMapping } from '@throughline/source-files/mapping/mapping';
import { next } from '@throughline/domain/lifecycle';
import { importLifecycle } from '@throughline/domain/lifecycles/import';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Statistics } from '../../database/statistics.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Invalid, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ImportChecker } from './checks/import-check.ts';
import { commitStaged, takeBack, tellIndicators } from './commit/import-commit.ts';
import { clearStaged, isBuiltUpon, patience, takeTurns } from './commit/import-commit.sql.ts';
import { correctedIn, isSame } from './files/corrected.ts';
import { ImportFiles } from './files/import-files.ts';
import { Import } from './import.entity.ts';
import * as inputs from './import.inputs.ts';

/** What a commit and its undo change. */
const committedTables = ['observation', 'observation_revision', 'place', 'population', 'import_place'];

/** A check that gave no sign of life for this long has died with its server. */
const silentMs = 120_000;

const findIndicatorIds = `
SELECT id, name FROM indicator WHERE partnership_id = $1 AND retired_at IS NULL AND (lower(name) = ANY ($2::text[]) OR id::text = ANY ($2::text[]))`;

/** What is uploaded: the bytes, and the name that the publisher gave the file. */
export interface Upload {
  id: string;
  name: string;
  /** The same for files of one series that come together. */
  batch?: string | null;
  content: Readable;
}

/** What is imported in one go. */
export interface FileToImport {
  path: string;
  fileName: string;
  /** JSON as `checkMapping` takes it; indicators are named by their name or id. */
  mapping: unknown;
  /** Reads and judges, and changes nothing. */
  dryRun?: boolean;
}

/** Imports of a partnership: upload, map, check, commit, undo. */
@Injectable()
export class ImportService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ImportFiles) private readonly files: ImportFiles,
    @Inject(ImportChecker) private readonly checker: ImportChecker,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
    @Inject(Statistics) private readonly statistics: Statistics,
  ) {}

  /**
   * Takes a file, says what is in it, and makes its import. A repeated upload under the same id answers the import that
   * is there.
   * @throws Invalid at `file` for what is no table; nothing of it is kept.
   */
  async upload(viewer: Viewer, { content, ...input }: Upload): Promise<Import> {
    demand(viewer, 'canImport');
    const { id, name, batch } = parseInput(inputs.upload, input);
    const known = await this.tenancy.read(viewer, (tx) => this.#known(tx, id));
    if (known) {
      content.resume();
      return known;
    }
    try {
      const { bytes, sha256 } = await this.files.receive(viewer.partnershipId, id, content);
      const seen = await this.files.see(viewer.partnershipId, id);
      const request = { operation: 'uploadImport', idempotencyKey: id, input: { id, name, sha256, batch } };
      return await this.writes.run(viewer, request, (tx) =>
        tx.insert(
          Import,
          {
            id,
            fileName: name,
            bytes,
            sha256,
            state: importLifecycle.initial,
            uploadedBy: viewer.memberId,
            batchId: batch,
            seen,
          },
          { verb: 'upload' },
        ),
      );
    } catch (error) {
      await this.files.remove(viewer.partnershipId, id);
      throw error;
    }
  }

  /** Looks at a file again with what a person knows better; what its columns meant is asked anew. */
  async see(viewer: Viewer, input: inputs.SeeImportInput): Promise<Import> {
    demand(viewer, 'canImport');
    const values = parseInput(inputs.seeImport, input);
    const corrected = values.file as ImportMapping['file'];
    await this.tenancy.read(viewer, (tx) => tx.find(Import, values.id));
    const seen = { ...(await this.files.see(viewer.partnershipId, values.id, corrected)), corrected };
    const request = { operation: 'seeImport', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const file = await this.#idle(tx, values.id);
      // As with a new mapping: what is committed or set aside is not looked at in another way.
      allowed(next(importLifecycle, file.state, 'map'));
      await tx.rows(clearStaged, [tx.partnershipId, file.id]);
      const nothing = { mapping: null, report: null, errors: 0, warnings: 0, rowsAccepted: 0 };
      return tx.update(
        Import,
        file,
        values.version,
        { ...nothing, state: importLifecycle.initial, seen },
        { verb: 'see' },
      );
    });
  }

  /** Says how the columns are read. A mapping that corrects what was seen (header, encoding) has it looked at again. */
  async map(viewer: Viewer, input: inputs.MapImportInput): Promise<Import> {
    demand(viewer, 'canImport');
    const values = parseInput(inputs.mapImport, input);
    const before = await this.tenancy.read(viewer, (tx) => tx.find(Import, values.id));
    const shaped = checkMapping(values.mapping, null);
    if (!shaped.ok) throw mappingErrors(shaped.errors);
    const { file: corrected } = shaped.mapping;
    const seen = isSame(corrected, correctedIn(before))
      ? before.seen
      : { ...(await this.files.see(viewer.partnershipId, values.id, corrected)), corrected };
    const checked = checkMapping(
      values.mapping,
      seen.shape.columns.map(({ name }) => name),
    );
    if (!checked.ok) throw mappingErrors(checked.errors);
    const request = { operation: 'mapImport', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const file = await this.#idle(tx, values.id);
      const state = allowed(next(importLifecycle, file.state, 'map'));
      const mapping = await this.withIds(tx, checked.mapping);
      const changes = { state, mapping, seen, report: null, errors: 0, warnings: 0, rowsAccepted: 0 };
      return tx.update(Import, file, values.version, changes, { verb: 'map' });
    });
  }

  /** Reads the whole file: stages its observations, tells its problems. May run for minutes; others go on meanwhile. */
  async check(viewer: Viewer, input: inputs.ImportStepInput): Promise<Import> {
    demand(viewer, 'canImport');
    const values = parseInput(inputs.importStep, input);
    let begun: Import | undefined;
    const request = { operation: 'checkImport', idempotencyKey: input.idempotencyKey, input: values };
    await this.writes.run(viewer, request, async (tx) => {
      const file = await this.#idle(tx, values.id);
      const state = allowed(next(importLifecycle, file.state, 'check'));
      const changes = {
        state,
        checkingSince: tx.now,
        rowsRead: 0,
        rowsAccepted: 0,
        errors: 0,
        warnings: 0,
        report: null,
      };
      begun = await tx.update(Import, file, values.version, changes, { verb: 'check' });
      return null;
    });
    // A retry meets the kept answer: it is told how far the first one has come.
    if (begun === undefined) return this.tenancy.read(viewer, (tx) => tx.find(Import, values.id));
    return this.#read(viewer, begun);
  }

  /** Puts every observation of a checked file where it is read, all or nothing. */
  async commit(viewer: Viewer, input: inputs.ImportStepInput): Promise<Import> {
    demand(viewer, 'canImport');
    const values = parseInput(inputs.importStep, input);
    const request = { operation: 'commitImport', idempotencyKey: input.idempotencyKey, input: values };
    const done = await this.writes.run(viewer, request, async (tx) => {
      await this.#turn(tx);
      const file = await this.#idle(tx, values.id);
      const state = allowed(next(importLifecycle, file.state, 'commit', file));
      await this.disclosure.undecide(tx, { staged: file.id });
      const overlap = await commitStaged(tx, file);
      await tellIndicators(tx, file, 'import');
      const report = file.report && { ...file.report, overlap };
      return tx.update(Import, file, values.version, { state, report, committedAt: tx.now }, { verb: 'commit' });
    });
    return this.#decided(viewer, done);
  }

  /** Takes a commit back: what it created goes, what it replaced is as it was. */
  async undo(viewer: Viewer, input: inputs.ImportReasonInput): Promise<Import> {
    demand(viewer, 'canImport');
    const values = parseInput(inputs.importReason, input);
    const request = { operation: 'undoImport', idempotencyKey: input.idempotencyKey, input: values };
    const undone = await this.writes.run(viewer, request, async (tx) => {
      await this.#turn(tx);
      const file = await tx.find(Import, values.id);
      const facts = file.committedAt
        ? await tx.one<{ isBuiltUpon: boolean }>(isBuiltUpon, [tx.partnershipId, file.id, file.committedAt])
        : null;
      const state = allowed(next(importLifecycle, file.state, 'undo', facts ?? {}));
      await this.disclosure.undecide(tx, { imported: file.id });
      await takeBack(tx, file);
      await tellIndicators(tx, file, 'undo_import');
      const because = { verb: 'undo', reason: values.reason };
      return tx.update(Import, file, values.version, { state, undoneAt: tx.now }, because);
    });
    return this.#decided(viewer, undone);
  }

  /** Gives an import up before it is committed. The file and its history stay. */
  async discard(viewer: Viewer, input: inputs.ImportReasonInput): Promise<Import> {
    demand(viewer, 'canImport');
    const values = parseInput(inputs.importReason, input);
    const request = { operation: 'discardImport', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const file = await this.#idle(tx, values.id);
      const state = allowed(next(importLifecycle, file.state, 'discard'));
      await tx.rows(clearStaged, [tx.partnershipId, file.id]);
      return tx.update(Import, file, values.version, { state }, { verb: 'discard', reason: values.reason });
    });
  }

  /**
   * Uploads, maps, checks and commits a file; for the command line and the demo. A file with errors stays checked, with
   * its problems to be read; a dry run is discarded.
   */
  async importFile(viewer: Viewer, { path, fileName, mapping, dryRun = false }: FileToImport): Promise<Import> {
    const id = uuidv7();
    const step = ({ version }: Import) => ({ idempotencyKey: uuidv7(), id, version });
    const uploaded = await this.upload(viewer, { id, name: fileName, content: createReadStream(path) });
    const mapped = await this.map(viewer, { ...step(uploaded), mapping });
    const checked = await this.check(viewer, step(mapped));
    if (dryRun) return this.discard(viewer, { ...step(checked), reason: 'dry run' });
    return checked.errors > 0 || checked.rowsAccepted === 0 ? checked : this.commit(viewer, step(checked));
  }

  /** The mapping with the partnership's ids in place of indicators' names. */
  async withIds(tx: ReadTransaction, mapping: ImportMapping): Promise<ImportMapping> {
    const keys = mapping.indicators.map(({ indicatorKey }) => indicatorKey.trim().toLowerCase());
    const found = await tx.rows<{ id: string; name: string }>(findIndicatorIds, [tx.partnershipId, keys]);
    const ids = new Map(found.flatMap(({ id, name }) => [[name.toLowerCase(), id] as const, [id, id] as const]));
    const errors = keys.flatMap((key, index) =>
      ids.has(key)
        ? []
        : [
            {
              path: `indicators.${index}.indicatorKey`,
              message: `There is no indicator “${mapping.indicators[index]?.indicatorKey}” here. Choose one, or add it first.`,
            },
          ],
    );
    if (errors.length > 0) throw mappingErrors(errors);
    const indicators = mapping.indicators.map((source, index) => ({
      ...source,
      indicatorKey: ids.get(keys[index] ?? '') ?? '',
    }));
    return { ...mapping, indicators };
  }

  async #read(viewer: Viewer, { id, fileName, mapping }: Import): Promise<Import> {
    if (mapping === null) throw new Refused('IMPORT_NOT_MAPPED', 'Say first what the columns mean.');
    try {
      const { report, ...counts } = await this.checker.check(viewer, { importId: id, fileName, mapping });
      const request = { operation: 'endCheck', idempotencyKey: uuidv7(), input: id };
      return await this.writes.run(viewer, request, async (tx) => {
        const file = await tx.find(Import, id);
        const state = allowed(next(importLifecycle, file.state, 'pass'));
        return tx.update(
          Import,
          file,
          file.version,
          { ...counts, state, report, checkingSince: null },
          { verb: 'pass' },
        );
      });
    } catch (error) {
      await this.checker.rest(viewer, id).catch(() => undefined);
      throw error;
    }
  }

  /** Answers once what the import changed is decided, or goes on while a large one is. */
  async #decided(viewer: Viewer, file: Import): Promise<Import> {
    const ids = new Set(file.mapping?.indicators.map(({ indicatorKey }) => indicatorKey));
    const { added = 0, changed = 0 } = file.report?.overlap ?? {};
    await this.statistics.changed(committedTables, added + changed);
    await this.disclosure.settle(viewer.partnershipId, [...ids]);
    return file;
  }

  /** The import, when no check of it is running. */
  async #idle(tx: WriteTransaction, id: string): Promise<Import> {
    const file = await tx.find(Import, id);
    const since = file.checkingSince;
    if (since && tx.now.getTime() - new Date(since).getTime() < silentMs) {
      throw new Refused('IMPORT_BUSY', 'The file is being checked now. Wait until that has ended.');
    }
    return file;
  }

  async #turn(tx: WriteTransaction): Promise<void> {
    await Promise.all([tx.rows(patience), tx.rows(takeTurns, [tx.partnershipId])]);
  }

  async #known(tx: ReadTransaction, id: string): Promise<Import | null> {
    return tx.one<Import>(`SELECT ${tx.columns(Import, 'i')} FROM import i WHERE i.partnership_id = $1 AND i.id = $2`, [
      tx.partnershipId,
      id,
    ]);
  }
}

function mappingErrors(errors: readonly { path: string; message: string }[]): Invalid {
  return new Invalid(
    Object.fromEntries(errors.map(({ path, message }) => [path ? `mapping.${path}` : 'mapping', message])),
  );
}

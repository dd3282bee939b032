import { refusal } from '@throughline/domain/refusals/refusal';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { checkMapping } from '@throughline/source-files/mapping/check-mapping';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { next } from '@throughline/domain/lifecycle';
import { importLifecycle } from '@throughline/domain/lifecycles/import';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Statistics } from '../../database/statistics.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import type { ReadOf } from '../../kernel/inputs/declare.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { areExclusive } from '../populations/population-dimension.service.ts';
import { ImportChecker } from './checks/import-check.ts';
import type { TellProgress } from './commit/commit-progress.ts';
import { commitStaged, takeBack, tellIndicators } from './commit/import-commit.ts';
import { clearStaged, isBuiltUpon, patience } from './commit/import-commit.sql.ts';
import { findGonePeriods } from './renewal/gone.sql.ts';
import { beginRenewal } from './renewal/open-renewal.ts';
import { correctedIn, isSame } from './files/corrected.ts';
import { ImportFiles } from './files/import-files.ts';
import { Import } from './import.entity.ts';
import { mappingErrors, readIndicators, refuseRetired, withIds } from './mapped-indicators.ts';
import {
  CheckImportInput,
  CommitImportInput,
  DiscardImportInput,
  EndCheckInput,
  MapImportInput,
  ResumeImportInput,
  SeeImportInput,
  UndoImportInput,
  UploadedFile,
  UploadImportInput,
} from './import.inputs.ts';

/** What a commit and its undo change. */
const committedTables = ['observation', 'observation_revision', 'place', 'population', 'import_place'];

/** What an import is before its file was checked. */
const noCheck = { report: null, errors: 0, warnings: 0, rowsAccepted: 0 };

/** A check that gave no sign of life for this long has died with its server. */
const silentMs = 120_000;

/** What is uploaded: the bytes, and the name that the publisher gave the file. */
export interface Upload {
  id: string;
  name: string;
  /** The same for files of one series that come together. */
  batch?: string | null;
  /** The source that it is the newest file of. */
  source?: string | null;
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
  /** Is told how far it has come. */
  tell?: TellProgress;
}

/** What goes with a commit. */
export interface CommitBeside {
  /** Written with it or not at all: for what the import belongs to. */
  also?: (tx: WriteTransaction, file: Import) => Promise<void>;
  /** Is told how far it has come. */
  tell?: TellProgress;
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

  /** The largest file that is taken, in bytes. */
  get largestFile(): number {
    return this.files.limit;
  }

  /**
   * Takes a file, says what is in it, and makes its import. A repeated upload of the same bytes under the same id
   * answers the import that is there.
   * @throws Invalid at `file` for what is no table; nothing of it is kept.
   */
  async upload(viewer: Viewer, { content, ...input }: Upload): Promise<Import> {
    demand(viewer, 'canImport');
    const { id, name, batch, source } = parseInput(UploadedFile.schema, input);
    const file = await this.files.receive(viewer.partnershipId, content);
    try {
      const { sha256, bytes } = file;
      const known = await this.tenancy.read(viewer, (tx) => tx.seek(Import, id));
      if (known) return withContent(known, sha256);
      const seen = await this.files.see(viewer.partnershipId, file.id);
      const received = { idempotencyKey: id, id, name, batch, sha256, sourceId: source };
      const state = importLifecycle.initial;
      return await this.writes.run(viewer, UploadImportInput, received, async (tx) => {
        // Uploads under one id wait for each other: only the first of them makes its file the import's.
        await tx.turn(`upload ${id}`);
        const there = await tx.seek(Import, id);
        if (there) return withContent(there, sha256);
        if (source !== null) await beginRenewal(tx, source);
        await this.files.keep(viewer.partnershipId, file, id);
        const row = {
          id,
          sourceId: source,
          fileName: name,
          bytes,
          sha256,
          state,
          uploadedBy: viewer.memberId,
          batchId: batch,
          seen,
        };
        return tx.insert(Import, row, { verb: 'upload' });
      });
    } finally {
      await this.files.remove(viewer.partnershipId, file.id);
    }
  }

  /** Looks at a file again with what a person knows better; what its columns meant is asked anew. */
  async see(viewer: Viewer, input: SeeImportInput): Promise<Import> {
    demand(viewer, 'canImport');
    const { file } = parseInput(SeeImportInput.schema, input) as ReadOf<typeof SeeImportInput>;
    const corrected = file as ImportMapping['file'];
    await this.tenancy.read(viewer, (tx) => tx.find(Import, input.id));
    const seen = { ...(await this.files.see(viewer.partnershipId, input.id, corrected)), corrected };
    return this.writes.run(viewer, SeeImportInput, input, (tx, _values, file) => {
      refuseBusy(tx, file);
      // As with a new mapping: what is committed or set aside is not looked at in another way.
      demandState(next(importLifecycle, file.state, 'map'));
      tx.write(clearStaged, [tx.partnershipId, file.id]);
      return tx.update(
        Import,
        file,
        { ...noCheck, mapping: null, state: importLifecycle.initial, seen },
        { verb: 'see' },
      );
    });
  }

  /** Says how the columns are read. A mapping that corrects what was seen (header, encoding) has it looked at again. */
  async map(viewer: Viewer, input: MapImportInput): Promise<Import> {
    demand(viewer, 'canImport');
    const before = await this.tenancy.read(viewer, (tx) => tx.find(Import, input.id));
    const { mapping: given } = parseInput(MapImportInput.schema, input) as ReadOf<typeof MapImportInput>;
    const { file: corrected } = given;
    const seen = isSame(corrected, correctedIn(before))
      ? before.seen
      : { ...(await this.files.see(viewer.partnershipId, input.id, corrected)), corrected };
    const checked = checkMapping(
      given,
      seen.shape.columns.map(({ name }) => name),
    );
    if (!checked.ok) throw mappingErrors(checked.errors);
    return this.writes.run(viewer, MapImportInput, input, {
      reads: (tx) => readIndicators(tx, checked.mapping),
      writes: (tx, _values, file, found) => {
        refuseBusy(tx, file);
        const state = demandState(next(importLifecycle, file.state, 'map'));
        const mapping = withIds(checked.mapping, found);
        return tx.update(Import, file, { ...noCheck, state, mapping, seen }, { verb: 'map' });
      },
    });
  }

  /** Reads the whole file: stages its observations, tells its problems. May run for minutes; others go on meanwhile. */
  async check(viewer: Viewer, input: CheckImportInput, tell?: TellProgress): Promise<Import> {
    let begun: Import | undefined;
    await this.writes.run(viewer, CheckImportInput, input, async (tx, _none, file) => {
      refuseBusy(tx, file);
      await refuseRetired(tx, file);
      const state = demandState(next(importLifecycle, file.state, 'check'));
      const nothing = { rowsRead: 0, rowsAccepted: 0, errors: 0, warnings: 0, report: null };
      begun = tx.update(Import, file, { ...nothing, state, checkingSince: tx.now }, { verb: 'check' });
      return null;
    });
    // A retry meets the kept answer: it is told how far the first one has come.
    if (begun === undefined) return this.tenancy.read(viewer, (tx) => tx.find(Import, input.id));
    return this.#read(viewer, begun, tell);
  }

  /**
   * Puts every observation of a checked file where it is read, all or nothing.
   */
  async commit(viewer: Viewer, input: CommitImportInput, { also, tell }: CommitBeside = {}): Promise<Import> {
    let loosened = false;
    const done = await this.writes.run(viewer, CommitImportInput, input, async (tx, choices, file) => {
      const { goneReason } = choices;
      await takeTurn(tx);
      refuseBusy(tx, file);
      await refuseRetired(tx, file);
      const unclearGroups = file.report?.problems.find(({ code }) => code === 'unclear_group')?.count ?? 0;
      const state = demandState(next(importLifecycle, file.state, 'commit', { ...file, unclearGroups }));
      await also?.(tx, file);
      // Groups that turn out to overlap are not subtracted from their total, so that other numbers need hiding.
      loosened = await areExclusive(tx, file.mapping?.population.overlapping ?? []);
      if (loosened) this.disclosure.undecide(tx, { rulesOf: 'all' });
      this.disclosure.undecide(tx, { staged: file.id });
      if (goneReason !== null) await this.#undecideGone(tx, file);
      const overlap = await commitStaged(tx, file, choices, tell);
      await tellIndicators(tx, file, 'import');
      const report = file.report && { ...file.report, overlap };
      const because = { verb: 'commit', ...(goneReason !== null && { reason: goneReason }) };
      return tx.update(Import, file, { state, report, committedAt: tx.now }, because);
    });
    return this.#decide(viewer, done, loosened);
  }

  /** Takes a commit back: what it created goes, what it replaced is as it was. */
  async undo(viewer: Viewer, input: UndoImportInput): Promise<Import> {
    const undone = await this.writes.run(viewer, UndoImportInput, input, async (tx, { reason }, file) => {
      await takeTurn(tx);
      const facts = file.committedAt
        ? await tx.one<{ isBuiltUpon: boolean }>(isBuiltUpon, [tx.partnershipId, file.id, file.committedAt])
        : null;
      const state = demandState(next(importLifecycle, file.state, 'undo', facts ?? {}));
      this.disclosure.undecide(tx, { imported: file.id });
      await takeBack(tx, file);
      await tellIndicators(tx, file, 'undo_import');
      return tx.update(Import, file, { state, undoneAt: tx.now }, { verb: 'undo', reason });
    });
    return this.#decide(viewer, undone);
  }

  /** Gives an import up before it is committed. The file and its history stay. */
  async discard(viewer: Viewer, input: DiscardImportInput): Promise<Import> {
    return this.writes.run(viewer, DiscardImportInput, input, (tx, { reason }, file) => {
      refuseBusy(tx, file);
      const state = demandState(next(importLifecycle, file.state, 'discard'));
      tx.write(clearStaged, [tx.partnershipId, file.id]);
      return tx.update(Import, file, { state }, { verb: 'discard', reason });
    });
  }

  /**
   * Takes up again what was discarded: its mapping stands, its rows are to be checked anew.
   * @throws Refused FILE_GONE when the server no longer has the file
   */
  async resume(viewer: Viewer, input: ResumeImportInput): Promise<Import> {
    demand(viewer, 'canImport');
    const before = await this.tenancy.read(viewer, (tx) => tx.find(Import, input.id));
    await this.files.look(viewer.partnershipId, input.id, correctedIn(before));
    return this.writes.run(viewer, ResumeImportInput, input, async (tx, _none, file) => {
      if (file.sourceId !== null) await beginRenewal(tx, file.sourceId);
      const begun = demandState(next(importLifecycle, file.state, 'resume'));
      const state = file.mapping === null ? begun : demandState(next(importLifecycle, begun, 'map'));
      return tx.update(Import, file, { state, ...noCheck }, { verb: 'resume' });
    });
  }

  /**
   * Uploads, maps, checks and commits a file; for the command line and the demo. A file with errors stays checked, with
   * its problems to be read; a dry run is discarded.
   */
  async importFile(viewer: Viewer, { path, fileName, mapping, dryRun = false, tell }: FileToImport): Promise<Import> {
    const upload = { id: uuidv7(), name: fileName, content: createReadStream(path) };
    const checked = await this.prepare(viewer, upload, mapping, tell);
    if (dryRun) return this.discard(viewer, { ...step(checked), reason: 'dry run' });
    return checked.errors > 0 || checked.rowsAccepted === 0
      ? checked
      : this.commit(viewer, step(checked), { ...(tell && { tell }) });
  }

  /** Uploads a file, maps it and checks it; from where an earlier try under the same id had come. */
  async prepare(viewer: Viewer, upload: Upload, mapping: unknown, tell?: TellProgress): Promise<Import> {
    let file = await this.upload(viewer, upload);
    if (file.state === 'uploaded') file = await this.map(viewer, { ...step(file), mapping });
    return file.state === 'mapped' ? this.check(viewer, step(file), tell) : file;
  }

  async #read(viewer: Viewer, { id, fileName, mapping, seen }: Import, tell?: TellProgress): Promise<Import> {
    if (mapping === null) throw new Refused(refusal('IMPORT_NOT_MAPPED'));
    try {
      const { report, ...counts } = await this.checker.check(viewer, { importId: id, fileName, mapping, seen }, tell);
      const ended = { idempotencyKey: uuidv7(), id };
      return await this.writes.run(viewer, EndCheckInput, ended, (tx, _none, file) => {
        const state = demandState(next(importLifecycle, file.state, 'pass'));
        return tx.update(Import, file, { ...counts, state, report, checkingSince: null }, { verb: 'pass' });
      });
    } catch (error) {
      await this.checker.rest(viewer, id).catch(() => undefined);
      throw error;
    }
  }

  /** The periods of what the new file of a source does not have any more, which is about to be taken out. */
  async #undecideGone(tx: WriteTransaction, { id, sourceId }: Import): Promise<void> {
    if (sourceId === null) throw new Refused(refusal('GONE_ONLY_OF_SOURCE'));
    const gone = await tx.rows<{ indicatorId: string; periods: string[] }>(findGonePeriods, [tx.partnershipId, id]);
    for (const scope of gone) this.disclosure.undecide(tx, scope);
  }

  /** Answers once what the import changed is decided, or goes on while a large one is. */
  async #decide(viewer: Viewer, file: Import, everything = false): Promise<Import> {
    const ids = new Set(file.mapping?.indicators.map(({ indicatorKey }) => indicatorKey));
    const { added = 0, changed = 0, gone = 0 } = file.report?.overlap ?? {};
    await this.statistics.noteChange(committedTables, added + changed + gone);
    await this.disclosure.decideWaiting(viewer.partnershipId, everything ? 'all' : [...ids]);
    return file;
  }
}

/** What a step of an import is asked with. */
const step = ({ id, version }: Import) => ({ idempotencyKey: uuidv7(), id, version });

/**
 * The import that an id has already, for whoever uploads the same bytes again.
 * @throws Refused for other bytes, which would otherwise be dropped without a word
 */
function withContent(file: Import, sha256: string): Import {
  if (file.sha256 === sha256) return file;
  throw new Refused(refusal('UPLOAD_ID_TAKEN'));
}

/** Refuses while a check of the import is running. */
function refuseBusy(tx: WriteTransaction, { checkingSince }: Import): void {
  if (checkingSince && tx.now.getTime() - new Date(checkingSince).getTime() < silentMs) {
    throw new Refused(refusal('IMPORT_BUSY'));
  }
}

/** Waits until no other import of the partnership is written. */
async function takeTurn(tx: WriteTransaction): Promise<void> {
  await Promise.all([tx.rows(patience), tx.turn('import')]);
}

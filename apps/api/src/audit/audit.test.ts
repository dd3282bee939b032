import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../test/support/database.ts';
import { createWorld, testSettings, type World } from '../../../../test/support/world.ts';
import { reportLines } from '../cli/verify-audit-command.ts';
import { OrganizationService } from '../features/partnerships/organization.service.ts';
import { Jobs } from '../jobs/jobs.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import type { AuditHead } from './audit-chain.ts';
import { AuditSealer, sealAuditJob } from './audit-sealer.ts';
import { AuditVerifier } from './audit-verifier.ts';

describe.each(bothEngines)('the chain of the audit on %s', (engine) => {
  let world: World;
  let verifier: AuditVerifier;
  let sealer: AuditSealer;
  let partnershipId: string;
  beforeAll(async () => {
    world = await createWorld(engine);
    verifier = world.app.get(AuditVerifier);
    sealer = world.app.get(AuditSealer);
    ({ partnershipId } = world.director);
  });
  afterAll(() => world.close());
  // Each test begins with a chain that fits, of rows that were never touched.
  beforeEach(async () => {
    await world.inspect('DELETE FROM audit_seal WHERE partnership_id = $1', [partnershipId]);
    await write(2);
    await world.app.get(Jobs).runNow(sealAuditJob);
  });

  const write = (count: number, as = world.director) =>
    Promise.all(
      Array.from({ length: count }, () =>
        world.app.get(OrganizationService, { strict: false }).add(as, {
          idempotencyKey: uuidv7(),
          id: uuidv7(),
          name: `Ansonia Library ${uuidv7()}`,
          sector: 'community',
        }),
      ),
    );
  const verify = (keptHead: AuditHead | null = null) => verifier.verify(partnershipId, keptHead);
  const length = async (): Promise<number> => (await verify()).verified;
  const headNow = async (): Promise<AuditHead> => {
    const head = await verifier.head(partnershipId);
    if (!head) throw new Error('nothing is sealed');
    return head;
  };
  const idAt = async (number: number): Promise<string> => {
    const text = 'SELECT audit_id AS id FROM audit_seal WHERE partnership_id = $1 AND number = $2';
    return (await world.inspect<{ id: string }>(text, [partnershipId, number]))[0]?.id ?? '';
  };

  it('seals what stood there before it and what is written since, of every partnership, and of each by itself', async () => {
    const rows = 'SELECT count(*)::int AS count FROM audit WHERE partnership_id = $1';
    for (const { partnershipId: id } of [world.director, world.outsider]) {
      const [written] = await world.inspect<{ count: number }>(rows, [id]);
      expect(written?.count).toBeGreaterThan(3);
      expect(await verifier.verify(id, null)).toEqual({ verified: written?.count, unsealed: 0, fault: null });
    }
    await write(1);
    expect(await verify()).toMatchObject({ unsealed: 1, fault: null });
    expect([await sealer.seal(partnershipId), await sealer.seal(partnershipId)]).toEqual([1, 0]);
    expect(await verify()).toMatchObject({ unsealed: 0, fault: null });
  });

  it('is one chain, without a gap, however many write and seal at once', async () => {
    const before = await length();
    const seals = Array.from({ length: 4 }, () => sealer.seal(partnershipId));
    await Promise.all([write(12), ...seals, write(12), sealer.seal(partnershipId)]);
    await sealer.seal(partnershipId);
    expect(await verify()).toEqual({ verified: before + 24, unsealed: 0, fault: null });
  });

  it('lets a write go on while the chain is held', async () => {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    // The embedded database has one transaction at a time, whatever it is about.
    const before = await length();
    if (engine === 'postgres')
      await world.app.get(Tenancy).inScope(scope, 'READ WRITE', async (client) => {
        await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit chain ' || $1::uuid::text, 0))`, [
          partnershipId,
        ]);
        await write(1);
      });
    expect(await verify()).toEqual({ verified: before, unsealed: engine === 'postgres' ? 1 : 0, fault: null });
  });

  it('names an edited row: who did it, when, what it was and what it became', async () => {
    const number = 3;
    const id = await idAt(number);
    const edits: [string, string, string][] = [
      ['member_id = gen_random_uuid()', 'member_id', 'row_changed'],
      [`at = at - interval '1 second'`, 'at', 'row_changed'],
      [`verb = 'retire'`, 'verb', 'row_changed'],
      ['item_id = gen_random_uuid()', 'item_id', 'row_changed'],
      [`reason = 'because'`, 'reason', 'content_changed'],
      [`changes = '{"name": [null, "Somebody"]}'`, 'changes', 'content_changed'],
    ];
    for (const [edit, column, what] of edits) {
      const [before] = await world.inspect<{ value: unknown }>(
        `SELECT "${column}"::text AS value FROM audit WHERE id = $1`,
        [id],
      );
      await world.inspect(`UPDATE audit SET ${edit} WHERE id = $1`, [id]);
      expect(await verify()).toMatchObject({ verified: 2, fault: { what, number, row: { id } } });
      const type = { member_id: 'uuid', item_id: 'uuid', at: 'timestamptz', changes: 'jsonb' }[column] ?? 'text';
      await world.inspect(`UPDATE audit SET "${column}" = $2::${type} WHERE id = $1`, [id, before?.value]);
      expect((await verify()).fault).toBeNull();
    }
    await world.inspect(`UPDATE audit SET reason = 'x' WHERE id = $1`, [id]);
    expect(reportLines('harbor', await verify(), null).join('\n')).toMatch(
      new RegExp(`row 3 does not fit: the reason or the changes of the row were edited \\(${id} `),
    );
    await world.inspect(`UPDATE audit SET reason = '' WHERE id = $1`, [id]);
  });

  it('names an edited row also when its link, and every link after it, was computed anew', async () => {
    const id = await idAt(2);
    await world.inspect(`UPDATE audit SET verb = 'retire' WHERE id = $1`, [id]);
    await world.inspect(`DELETE FROM audit_seal WHERE partnership_id = $1`, [partnershipId]);
    // Another server's secret stands for whoever has the database and not the secret.
    const forger = new AuditSealer(
      { pool: null } as never,
      world.app.get(Tenancy),
      testSettings({ authSecret: 'another-secret-another-secret-another' }),
      { define: () => undefined } as never,
    );
    await forger.seal(partnershipId);
    expect(await verify()).toMatchObject({ fault: { what: 'not_signed' } });
    await world.inspect(`UPDATE audit_seal SET signature = NULL WHERE partnership_id = $1`, [partnershipId]);
    expect(await verify()).toMatchObject({ fault: { what: 'not_signed' } });
    await world.inspect(`UPDATE audit SET verb = 'create' WHERE id = $1`, [id]);
  });

  it('names a removed row, with its link or without', async () => {
    const id = await idAt(4);
    const [row] = await world.inspect<{ row: string }>('SELECT to_jsonb(a)::text AS row FROM audit a WHERE id = $1', [
      id,
    ]);
    await world.inspect('DELETE FROM audit WHERE id = $1', [id]);
    expect(await verify()).toMatchObject({ verified: 3, fault: { what: 'row_removed', number: 4, row: { id } } });
    await world.inspect('DELETE FROM audit_seal WHERE audit_id = $1', [id]);
    expect(await verify()).toMatchObject({ verified: 3, fault: { what: 'link_missing', number: 4 } });
    await world.inspect('UPDATE audit_seal SET number = number - 1 WHERE partnership_id = $1 AND number = 5', [
      partnershipId,
    ]);
    expect(await verify()).toMatchObject({ verified: 3, fault: { what: 'row_changed', number: 4 } });
    await world.inspect('INSERT INTO audit SELECT * FROM jsonb_populate_record(NULL::audit, $1::jsonb)', [row?.row]);
  });

  it('names the first row of a tail that was cut off, against a head that was kept', async () => {
    const earlier = await headNow();
    await write(3);
    await sealer.seal(partnershipId);
    const keptHead = await headNow();
    expect(keptHead.number).toBe(earlier.number + 3);
    expect(verifier.isOurs(keptHead)).toBe(true);
    expect(await verify(keptHead)).toMatchObject({ verified: keptHead.number, fault: null });
    const cut = await world.inspect<{ row: string }>(
      `SELECT to_jsonb(a)::text AS row FROM audit a JOIN audit_seal s ON s.audit_id = a.id
       WHERE s.partnership_id = $1 AND s.number > $2`,
      [partnershipId, earlier.number],
    );
    await world.inspect(
      `WITH gone AS (DELETE FROM audit_seal WHERE partnership_id = $1 AND number > $2 RETURNING audit_id)
       DELETE FROM audit WHERE id IN (SELECT audit_id FROM gone)`,
      [partnershipId, earlier.number],
    );
    // Nothing in the database tells of it; the head does.
    expect((await verify()).fault).toBeNull();
    expect(await verify(keptHead)).toMatchObject({ fault: { what: 'cut_off', number: earlier.number + 1 } });
    await write(3);
    await sealer.seal(partnershipId);
    expect(await verify(keptHead)).toMatchObject({ fault: { what: 'not_the_head', number: keptHead.number } });
    for (const { row } of cut)
      await world.inspect('INSERT INTO audit SELECT * FROM jsonb_populate_record(NULL::audit, $1::jsonb)', [row]);
  });

  it('takes no head that was signed by anybody else', async () => {
    const head = await headNow();
    expect(verifier.isOurs({ ...head, hash: head.hash.replaceAll(/[0-9]/g, '0') })).toBe(false);
    expect(verifier.isOurs({ ...head, number: head.number - 1 })).toBe(false);
    expect(verifier.isOurs({ ...head, partnershipId: world.outsider.partnershipId })).toBe(false);
    expect(verifier.isOurs({ ...head, signature: 'x' })).toBe(false);
  });

  it('is not the app’s to change', async () => {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    for (const statement of [
      `UPDATE audit SET reason = ''`,
      'DELETE FROM audit',
      `UPDATE audit_seal SET hash = ''`,
      'DELETE FROM audit_seal',
    ])
      await expect(
        world.app.get(Tenancy).inScope(scope, 'READ WRITE', (client) => client.query(statement)),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

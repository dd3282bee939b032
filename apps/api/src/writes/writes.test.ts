import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../test/support/database.ts';
import { messagesOf } from '../../../../test/support/messages.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { EditActionInput, UpdateActionInput } from '../features/plans/action.inputs.ts';
import { Action } from '../features/plans/action.entity.ts';
import { ActionService } from '../features/plans/action.service.ts';
import { Site } from '../features/practices/site.entity.ts';
import { plainInput } from '../kernel/inputs/declare.ts';
import { line } from '../kernel/inputs/fields.ts';
import { Writes } from './writes.ts';

const RememberInput = plainInput(
  'RememberInput',
  { policy: 'canUpdateAction', description: 'A write whose subject only the service knows.' },
  { title: line() },
);

describe.each(bothEngines)('the pipeline of writes on %s', (engine) => {
  let world: World;
  let writes: Writes;
  let actions: ActionService;
  beforeAll(async () => {
    world = await createWorld(engine);
    writes = world.app.get(Writes);
    actions = world.app.get(ActionService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const addAction = (title = 'Order kits') =>
    actions.add(world.facilitator, { ...key(), id: uuidv7(), networkId: world.ids.network, title });
  const countOf = (id: string) => world.inspect<{ count: string }>('SELECT count(*) FROM action WHERE id = $1', [id]);

  it('stops a write that asked no policy, whatever it did, and keeps nothing of it', async () => {
    const id = uuidv7();
    const values = { id, networkId: world.ids.network, title: 'Unasked', state: 'not_started' } as const;
    const input = { ...key(), title: 'Unasked' };
    const unasked = /RememberInput|remember writes without having asked its policy/;
    await expect(writes.run(world.director, RememberInput, input, () => null)).rejects.toThrow(unasked);
    await expect(writes.run(world.director, RememberInput, input, (tx) => tx.insert(Action, values))).rejects.toThrow(
      unasked,
    );
    await expect(
      writes.run(world.director, RememberInput, input, (tx) => tx.write('DELETE FROM action WHERE id = $1', [id])),
    ).rejects.toThrow(unasked);
    const subject = { networkId: world.ids.network, ownerMemberId: null, organizationId: null };
    await expect(
      writes.run(world.bystander, RememberInput, input, (tx) => {
        tx.allow(subject);
        return tx.insert(Action, values);
      }),
    ).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(
      writes.run(world.director, RememberInput, input, (tx) => {
        tx.allow(subject, 'canEditPlan');
        return null;
      }),
    ).rejects.toThrow(/does not declare/);
    expect(await countOf(id)).toEqual([{ count: '0' }]);
    await writes.run(world.director, RememberInput, input, (tx) => {
      tx.allow(subject);
      tx.insert(Action, values);
      return null;
    });
    expect(await countOf(id)).toEqual([{ count: '1' }]);
  });

  it('asks by itself what the row and its network say, before anything is read or written for the input', async () => {
    const { id, version } = await addAction();
    let ran = false;
    await expect(
      writes.run(world.bystander, EditActionInput, { ...key(), id, version, title: 'Mine' }, () => {
        ran = true;
        return null;
      }),
    ).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    expect(ran).toBe(false);
  });

  it('answers a retry what it answered first, and refuses the key for another input or another write', async () => {
    const request = { ...key(), id: uuidv7(), networkId: world.ids.network, title: 'Once' };
    const first = await actions.add(world.facilitator, request);
    expect(await actions.add(world.facilitator, { ...request })).toEqual(first);
    for (const again of [
      () => actions.add(world.facilitator, { ...request, title: 'Twice' }),
      () => actions.update(world.facilitator, { idempotencyKey: request.idempotencyKey, id: first.id, note: 'x' }),
    ]) {
      await expect(again()).rejects.toMatchObject({ extensions: { rule: 'IDEMPOTENCY_KEY_REUSED' } });
    }
    const twins = await Promise.all(
      [1, 2].map(() => actions.add(world.facilitator, { ...twin, title: 'Sent twice at once' })),
    );
    expect(twins[1]).toEqual(twins[0]);
  });
  const twin = {
    ...key(),
    id: uuidv7(),
    get networkId() {
      return world.ids.network;
    },
  };

  it('answers CONFLICT with the current row also when somebody is faster between reading and writing', async () => {
    const { id } = await addAction('Changed by this write');
    const beside = await addAction('Before');
    const { version } = beside;
    const mine = writes.run(
      world.facilitator,
      UpdateActionInput,
      { ...key(), id, note: 'x' },
      {
        reads: (tx) => tx.find(Action, beside.id),
        writes: async (tx, _values, _before, row) => {
          // Another connection, on the embedded database another turn: simulated there by the row's own change.
          if (engine === 'postgres')
            await actions.edit(world.director, { ...key(), id: beside.id, version, title: 'Theirs' });
          else
            tx.write('UPDATE action SET version = version + 1, title = $3 WHERE partnership_id = $1 AND id = $2', [
              tx.partnershipId,
              beside.id,
              'Theirs',
            ]);
          tx.update(Action, row, { title: 'Mine' });
          return null;
        },
      },
    );
    const current = engine === 'postgres' ? { title: 'Theirs', version: version + 1 } : { title: 'Before', version };
    await expect(mine).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current } });
  });

  it('leaves a connection that another write can use when a statement failed', async () => {
    const taken = await addAction();
    for (let round = 0; round < 6; round += 1) {
      const again = { ...key(), id: taken.id, networkId: world.ids.network, title: 'Same id' };
      await expect(actions.add(world.facilitator, again)).rejects.toMatchObject({ extensions: { code: 'REFUSED' } });
      expect(await addAction(`Round ${round}`)).toMatchObject({ title: `Round ${round}` });
    }
  });

  it('gives each row the defaults, the moment and the day that the database has', async () => {
    const { id } = await addAction('As it is kept');
    const sent = await writes.run(
      world.facilitator,
      UpdateActionInput,
      { ...key(), id, note: 'x' },
      (tx, _values, before) => {
        const site = tx.insert(Site, { id: uuidv7(), name: 'North School' });
        return { site, after: tx.update(Action, before, { description: 'More' }), today: tx.today };
      },
    );
    const [answer] = await world.inspect<{ today: string }>(
      "SELECT ((now() AT TIME ZONE 'America/New_York')::date)::text AS today",
    );
    expect(sent.today).toBe(answer?.today);
    const asKept = (table: string, row: object) =>
      writes.run(world.facilitator, UpdateActionInput, { ...key(), id, note: 'x' }, (tx) =>
        tx.one(`SELECT ${tx.columns(table === 'site' ? Site : Action, 'x')} FROM ${table} x WHERE x.id = $1`, [
          (row as { id: string }).id,
        ]),
      );
    expect(plain(await asKept('site', sent.site))).toEqual(plain(sent.site));
    expect(plain(await asKept('action', sent.after))).toEqual(plain(sent.after));
  });

  it('waits for the database twice: for what it reads, and for what it writes', async () => {
    const { id } = await addAction();
    expect(await messagesOf(world, () => addAction('Counted'))).toBe(2);
    expect(await messagesOf(world, () => actions.update(world.facilitator, { ...key(), id, verb: 'start' }))).toBe(2);
  });
});

const plain = (row: unknown): unknown => JSON.parse(JSON.stringify(row));

import { addDays, dayIn } from '@throughline/domain/dates';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { Database } from '../database/database.ts';
import { EscalationReadingService } from '../features/escalations/escalation-reading.service.ts';
import { EscalationService } from '../features/escalations/escalation.service.ts';
import { rowsOfBefore } from './migrations/1792500000000-ask-wordings.ts';
import { secureTables } from './row-level-security.ts';

const soon = addDays(dayIn('America/New_York', new Date()), 10);

describe.each(engines)('the migration of the words of asks on %s', (engine) => {
  let world: World;
  let escalations: EscalationService;
  beforeAll(async () => {
    world = await createWorld(engine);
    escalations = world.app.get(EscalationService, { strict: false });
  });
  afterAll(() => world.close());

  const raise = (title: string) =>
    escalations.raise(world.member, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      networkId: world.ids.network,
      kind: 'barrier',
      category: 'operational',
      title,
      ask: 'One aide.',
      respondBy: soon,
      toOrganizationId: world.ids.school,
    });
  const row = ({ id, version }: { id: string; version: number }) => ({ idempotencyKey: uuidv7(), id, version });

  it('takes the words that are there as the first, to whom they were asked, and finds the promise of each answer', async () => {
    const [moved, unmoved] = [await raise('Moved'), await raise('Kept')];
    const given = { text: 'They can.', toOrganizationId: world.ids.clinic };
    const redirected = await escalations.answer(world.partnerLeader, 'redirect', { ...row(moved), ...given });
    await escalations.answer(world.otherLeader, 'decline', { ...row(redirected), text: 'No.' });
    await escalations.answer(world.partnerLeader, 'commit', { ...row(unmoved), text: 'One aide.', promisedBy: soon });
    const actions = 'SELECT action_id AS id FROM escalation_answer WHERE action_id IS NOT NULL';
    const promised = await world.inspect(actions);
    expect(promised).toHaveLength(1);

    // As an earlier version stored it.
    await world.inspect('DELETE FROM escalation_wording');
    await world.inspect('UPDATE escalation_answer SET action_id = NULL');
    await world.inspect(`UPDATE item SET is_over = true, due_on = '${soon}' WHERE state = 'declined'`);
    const runner = world.app.get(Database).dataSource.createQueryRunner();
    await runner.startTransaction();
    for (const statement of [...rowsOfBefore, ...secureTables]) await runner.query(statement);
    await runner.commitTransaction();
    await runner.release();

    expect(await world.inspect(actions)).toEqual(promised);
    expect(await world.inspect(`SELECT is_over, due_on FROM item WHERE state = 'declined'`)).toEqual([
      { is_over: false, due_on: null },
    ]);
    const reading = world.app.get(EscalationReadingService, { strict: false });
    expect(await reading.one(world.member, moved.id)).toMatchObject({
      askedOfName: 'Community Clinic',
      wordings: [{ number: 1, title: 'Moved', askedOfName: 'School District', memberName: expect.any(String) }],
      clock: { responseDays: [0, 0] },
    });
    const loose = `SELECT relname FROM pg_class WHERE relname IN ('escalation', 'escalation_wording', 'item') AND NOT relforcerowsecurity`;
    expect(await world.inspect(loose)).toEqual([]);
  });
});

// (b) A test logged: the product with all its rules against the same inserts by hand.
import { createHash, randomUUID } from 'node:crypto';
import { rowId, shape } from './fill.mjs';
import { graphql } from './http-client.mjs';
import { ofServer } from './modules.mjs';

const operation = `mutation LogTest($input: LogTestInput!) { logTest(input: $input) { id version networkId title stage rung loggedAfterwards doStartedAt
  idea { id title state } previous { id rung title } questions { id question prediction lockedAt } } }`;

const any = (count) => 1 + Math.floor(Math.random() * count);
const tried = 'Sent the screening form home with the library card. Two families asked what it is for.';
const expected = 'Eight of ten families send it back within a week';

/** Somebody's test of any idea of any network. */
function anyTest(partnerships) {
  const p = any(partnerships);
  const n = any(shape.networks);
  const idea = any(12);
  return {
    p,
    idempotencyKey: randomUUID(),
    id: randomUUID(),
    questionId: randomUUID(),
    networkId: rowId('network', p, n),
    changeIdeaId: rowId('idea', p, idea, n),
    previousId: rowId('cycle', p, idea === 1 ? 60 : idea - 1, n),
  };
}

/** What the rules of a logged test must know, in the plainest statements that say it. */
const reads = {
  network: `SELECT n.id, n.name, n.state, n.parent_id, p.time_zone, now() FROM partnership p LEFT JOIN network n ON n.partnership_id = p.id AND n.id = $2 WHERE p.id = $1`,
  storedAnswer: `SELECT operation, fingerprint, answer FROM idempotency WHERE partnership_id = $1 AND member_id = $2 AND key = $3`,
  ramp: `SELECT i.id, i.network_id, i.title, i.description, i.state, i.version, c.id AS previous_id, c.rung, c.title AS previous_title, m.name
    FROM change_idea i LEFT JOIN member m ON m.partnership_id = $1 AND m.id = $3
    LEFT JOIN LATERAL (SELECT id, rung, title FROM cycle WHERE partnership_id = $1 AND change_idea_id = i.id AND retired_at IS NULL ORDER BY rung DESC, id DESC LIMIT 1) c ON true
    WHERE i.partnership_id = $1 AND i.id = $2`,
};

const inserts = {
  cycle: `INSERT INTO cycle (partnership_id, id, network_id, change_idea_id, previous_id, rung, title, stage, owner_member_id, objective, do_started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'do', $8, $9, now())`,
  question: `INSERT INTO cycle_question (partnership_id, id, cycle_id, position, question, prediction, locked_at) VALUES ($1, $2, $3, 0, $4, $5, now())`,
  item: `INSERT INTO item (partnership_id, id, kind, network_id, title, state, "on") VALUES ($1, $2, 'cycle', $3, $4, 'do', current_date)`,
  links: `INSERT INTO link (partnership_id, id, from_id, to_id, relation) VALUES ($1, $2, $3, $4, 'tests'), ($1, $5, $6, $4, 'continues')`,
  audit: `INSERT INTO audit (partnership_id, id, member_id, verb, kind, item_id, changes) VALUES ($1, $2, $3, 'log', 'cycle', $4, $5), ($1, $6, $3, 'create', 'cycle_question', $7, $8)`,
  outbox: `INSERT INTO outbox (partnership_id, tx, kind, item_id, version) VALUES ($1, (pg_current_xact_id()::text)::bigint, 'cycle', $2, 1), ($1, (pg_current_xact_id()::text)::bigint, 'cycle_question', $3, 1)`,
  answer: `INSERT INTO idempotency (partnership_id, member_id, key, operation, fingerprint, answer) VALUES ($1, $2, $3, 'logTest', $4, $5)`,
};

function byHand(test) {
  const partnership = rowId('partnership', test.p);
  const member = rowId('member', test.p, 1);
  const title = 'Sent the screening form home with the library card';
  const cycle = {
    id: test.id,
    networkId: test.networkId,
    changeIdeaId: test.changeIdeaId,
    previousId: test.previousId,
    rung: 6,
    title,
    stage: 'do',
    ownerMemberId: member,
    objective: tried,
  };
  const question = { id: test.questionId, cycleId: test.id, question: title, prediction: expected };
  const statement = (name, values) => ({ name, text: reads[name] ?? inserts[name], values: [partnership, ...values] });
  return [
    statement('network', [test.networkId]),
    statement('storedAnswer', [member, test.idempotencyKey]),
    statement('ramp', [test.changeIdeaId, member]),
    statement('cycle', [test.id, test.networkId, test.changeIdeaId, test.previousId, 6, title, member, tried]),
    statement('question', [test.questionId, test.id, title, expected]),
    statement('item', [test.id, test.networkId, title]),
    statement('links', [randomUUID(), test.changeIdeaId, test.id, randomUUID(), test.previousId]),
    statement('audit', [
      randomUUID(),
      member,
      test.id,
      JSON.stringify(cycle),
      randomUUID(),
      test.questionId,
      JSON.stringify(question),
    ]),
    statement('outbox', [test.id, test.questionId]),
    statement('answer', [
      member,
      test.idempotencyKey,
      createHash('sha256').update(test.id).digest('hex'),
      JSON.stringify({ ...cycle, questions: [question] }),
    ]),
  ];
}

/** Both ways to log a test, as contenders' `send`. */
export async function testLoggers({ pool, product, cookies }, partnerships) {
  const { opening } = await ofServer('tenancy/tenancy');
  const { inOneMessage } = await ofServer('database/one-message');
  const sql = async () => {
    const test = anyTest(partnerships);
    const begin = opening(
      { partnershipId: rowId('partnership', test.p), accountId: rowId('account', test.p), seesHidden: false },
      'READ WRITE',
    );
    const client = await pool.connect();
    try {
      inOneMessage(client);
      await Promise.all([
        client.query(begin),
        ...byHand(test).map((each) => client.query(each)),
        client.query('COMMIT'),
      ]);
    } finally {
      client.release();
    }
  };
  const ours = () => {
    const { p, previousId: _previous, ...input } = anyTest(partnerships);
    const body = JSON.stringify({
      operationName: 'LogTest',
      query: operation,
      variables: { input: { ...input, tried, expected } },
    });
    return graphql(
      `${product.origin}/graphql`,
      { cookie: cookies[p - 1], 'x-partnership': rowId('partnership', p) },
      body,
    );
  };
  return { sql, product: ours };
}

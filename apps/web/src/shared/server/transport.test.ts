import { expect, test } from 'vitest';
import { post, problemOf, problemOfErrors } from './transport.ts';

const answering = (status: number, body: unknown): typeof fetch =>
  (async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })) as typeof fetch;
const operation = { query: '{ me }', variables: {}, partnershipId: 'p' };

test('reads the contract’s codes with what they carry', () => {
  const extensions = { code: 'CONFLICT', current: { id: 'x', version: 4 } };
  expect(problemOfErrors([{ message: 'stale', extensions }])).toEqual({
    code: 'CONFLICT',
    message: 'stale',
    current: { id: 'x', version: 4 },
  });
  const refused = { code: 'FIELD_TOO_LONG', params: { most: 300 } };
  const invalid = { code: 'INVALID', fields: { title: 'Too long' }, refusals: { title: refused } };
  expect(problemOfErrors([{ message: '', extensions: invalid }])).toEqual({
    code: 'INVALID',
    message: '',
    fields: { title: { ...refused, message: 'Too long' } },
  });
  const rule = { code: 'REFUSED', rule: 'OUTCOME_IN_USE', params: { names: 'A' } };
  expect(problemOfErrors([{ message: 'no', extensions: rule }]).refusal).toEqual({
    code: 'OUTCOME_IN_USE',
    params: { names: 'A' },
    message: 'no',
  });
});

test('a code outside the contract is unknown, whatever it says', () => {
  expect(problemOfErrors([{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }]).code).toBe('UNKNOWN');
});

test('no network, a page of a proxy and an empty answer are the network’s fault', async () => {
  const cut = (async () => {
    throw new TypeError('Failed to fetch');
  }) as typeof fetch;
  for (const fetcher of [cut, answering(502, '<html>'), answering(200, {})]) {
    expect(await post(operation, fetcher)).toMatchObject({ problem: { code: 'NETWORK' } });
  }
});

test('names the partnership and answers the data', async () => {
  const seen: RequestInit[] = [];
  const fetcher = (async (_, init) => {
    seen.push(init ?? {});
    return Response.json({ data: { ok: true } });
  }) as typeof fetch;
  expect(await post(operation, fetcher)).toEqual({ data: { ok: true } });
  expect(seen[0]?.headers).toMatchObject({ 'x-partnership': 'p' });
});

test('a lost session and a limit are told from their status alone', async () => {
  expect(await post(operation, answering(401, ''))).toMatchObject({ problem: { code: 'UNAUTHENTICATED' } });
  expect(await post(operation, answering(429, ''))).toMatchObject({ problem: { code: 'RATE_LIMITED' } });
  expect(problemOf({ graphQLErrors: [], response: { status: 429 } }).code).toBe('RATE_LIMITED');
  expect(problemOf({ graphQLErrors: [], networkError: new Error('cut') }).code).toBe('NETWORK');
});

test('what is faulted in the request itself does not wait for the network', async () => {
  for (const [status, code] of [
    [400, 'UNKNOWN'],
    [403, 'UNKNOWN'],
    [408, 'NETWORK'],
    [413, 'TOO_LARGE'],
    [414, 'UNKNOWN'],
    [422, 'UNKNOWN'],
    [500, 'NETWORK'],
    [504, 'NETWORK'],
  ] as const) {
    for (const body of ['', '<html>no</html>', '"text"', 'null', { message: 'no' }]) {
      expect(await post(operation, answering(status, body)), `${status} ${JSON.stringify(body)}`).toMatchObject({
        problem: { code },
      });
    }
    expect(problemOf({ graphQLErrors: [], networkError: new Error('x'), response: { status } }).code).toBe(code);
  }
  const invalid = { errors: [{ message: 'no', extensions: { code: 'INVALID' } }] };
  expect(await post(operation, answering(400, invalid))).toMatchObject({ problem: { code: 'INVALID' } });
});

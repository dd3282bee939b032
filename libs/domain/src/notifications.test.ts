import { describe, expect, it } from 'vitest';
import { type ChangedRow, newsOf } from './notifications.ts';

const change = (changes: Partial<ChangedRow>): ChangedRow => ({
  table: 'action',
  id: 'i',
  verb: 'edit',
  reason: '',
  before: {},
  after: {},
  ...changes,
});
const hear = (changes: Partial<ChangedRow>) =>
  newsOf(change(changes)).map(({ itemKind: _kind, itemId: _id, ...rest }) => rest);

describe('news of an action', () => {
  it('reach whoever it was given to, once', () => {
    const given = [{ kind: 'assignment', toMemberId: 'm' }];
    expect(hear({ verb: 'create', after: { ownerMemberId: 'm' } })).toEqual(given);
    expect(hear({ verb: 'reassign', before: { ownerMemberId: 'o' }, after: { ownerMemberId: 'm' } })).toEqual(given);
    expect(hear({ before: { ownerMemberId: 'm' }, after: { title: 'Other words' } })).toEqual([]);
    expect(hear({ verb: 'reassign', before: { ownerMemberId: 'm' }, after: { ownerMemberId: null } })).toEqual([]);
  });
});

describe('news of an ask', () => {
  const before = { toOrganizationId: 'o', toTableId: null, raisedBy: 'r' };
  const ask = (verb: string, after: object = {}) => hear({ table: 'escalation', verb, before, after: { ...after } });

  it('reach those who are to answer, whenever they are asked', () => {
    const asks = [{ kind: 'ask', toOrganizationId: 'o' }];
    expect(hear({ table: 'escalation', verb: 'raise', after: before })).toEqual(asks);
    expect(ask('reopen')).toEqual(asks);
    expect(ask('revise')).toEqual(asks);
    expect(ask('edit', { title: 'Other words' })).toEqual([]);
    expect(ask('edit', { toOrganizationId: null, toTableId: 't' })).toEqual([{ kind: 'ask', toTableId: 't' }]);
  });

  it('reach whoever raised it when it was answered, and not when it was only seen', () => {
    for (const verb of ['commit', 'decline', 'fulfil'])
      expect(ask(verb)).toEqual([{ kind: 'answer', toMemberId: 'r' }]);
    expect(ask('redirect', { toOrganizationId: 'p' })).toEqual([
      { kind: 'ask', toOrganizationId: 'p' },
      { kind: 'answer', toMemberId: 'r' },
    ]);
    for (const verb of ['acknowledge', 'confirm', 'accept', 'withdraw']) expect(ask(verb)).toEqual([]);
  });
});

describe('other news', () => {
  it('reach the seats of a network whose charter goes to review', () => {
    const charter = { table: 'charter', before: { networkId: 'n' } };
    expect(hear({ ...charter, verb: 'submit' })).toEqual([{ kind: 'sign_off', toNetworkId: 'n' }]);
    expect(hear({ ...charter, verb: 'adopt' })).toEqual([]);
  });

  it('reach whoever is mentioned in what is written about an item, and in nothing else', () => {
    expect(hear({ verb: 'note', reason: 'Ask @Ana' })).toEqual([{ kind: 'mention', mentionedIn: 'Ask @Ana' }]);
    expect(hear({ table: 'member', verb: 'retire', reason: 'Moved to ana@example.org' })).toEqual([]);
  });

  it('are none of most changes', () => {
    expect(hear({ table: 'observation', after: { ownerMemberId: 'm', value: 3 } })).toEqual([]);
  });
});

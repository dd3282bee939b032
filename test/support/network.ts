import { v7 as uuid } from 'uuid';
import type { Visitor } from './browser.ts';

/** A word that no other run has used, so that what a test writes is its own even on a server that ran before. */
export const mark = (): string => uuid().slice(-6);

/** A day of this year's calendar as forms take it: so many days from today, UTC. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The id of one of the demo's networks. @throws when there is none of that name. */
export async function networkId(visitor: Visitor, name = 'Kindergarten Readiness Network'): Promise<string> {
  const { networks } = await visitor.ask<{ networks: { nodes: { id: string; name: string }[] } }>(
    '{ networks(first: 50) { nodes { id name } } }',
  );
  const found = networks.nodes.find((network) => network.name === name);
  if (!found) throw new Error(`there is no network ${name}`);
  return found.id;
}

/** The id of the person whose session it is, as a member of the partnership. */
export async function memberId(visitor: Visitor): Promise<string> {
  const { me } = await visitor.ask<{ me: { memberships: { memberId: string }[] } }>(
    '{ me { memberships { memberId } } }',
  );
  return me.memberships[0]?.memberId ?? '';
}

/** Writes without the screen: a mutation's name and its input without the idempotency key. Answers the row's id. */
export async function write(visitor: Visitor, mutation: string, input: Record<string, unknown>): Promise<string> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await visitor.ask<Record<string, { id: string }>>(
    `mutation Write($input: ${type}!) { ${mutation}(input: $input) { id } }`,
    { input: { ...input, idempotencyKey: uuid() } },
  );
  return answer[mutation]?.id ?? '';
}

/** A new action in a network of the demo, owned by somebody. */
export async function addAction(
  visitor: Visitor,
  ownerMemberId: string,
  title: string,
  dueOn: string = inDays(5),
): Promise<string> {
  const network = await networkId(visitor);
  return write(visitor, 'addAction', { id: uuid(), networkId: network, title, ownerMemberId, dueOn });
}

const steps: [verb: string, input: Record<string, unknown>][] = [
  ['beginDo', {}],
  ['recordDo', { whatHappened: 'Eleven did.' }],
  ['beginStudy', {}],
  ['recordStudy', { learned: '', questions: [] }],
  ['beginAct', {}],
];

/** A cycle as the API tells it. */
export interface CycleRead {
  version: number;
  stage: string;
  whatHappened: string;
  learned: string;
  rung: number;
  networkId: string;
  idea: { id: string; title: string };
  questions: { prediction: string; result: string; evidence: string; verdict: string | null }[];
}

/** A cycle as it is stored. */
export async function readCycle(visitor: Visitor, id: string): Promise<CycleRead> {
  const { cycle } = await visitor.ask<{ cycle: CycleRead }>(
    `query Cycle($id: Uuid!) { cycle(id: $id) { version stage whatHappened learned rung networkId
       idea { id title } questions { prediction result evidence verdict } } }`,
    { id },
  );
  return cycle;
}

/** A cycle of a new idea with one predicted question, led to a stage without the screen. */
export async function cycleIn(
  visitor: Visitor,
  stage: 'plan' | 'do' | 'study' | 'act',
  title: string,
): Promise<string> {
  const network = await networkId(visitor);
  const changeIdeaId = await write(visitor, 'addChangeIdea', { id: uuid(), networkId: network, title });
  const questions = [{ id: uuid(), question: 'Do they join in?', prediction: 'Ten of fifteen' }];
  const id = await write(visitor, 'planCycle', { id: uuid(), changeIdeaId, title, questions });
  const many = { plan: 0, do: 1, study: 3, act: 5 }[stage];
  for (const [verb, input] of steps.slice(0, many)) {
    const { version } = await readCycle(visitor, id);
    await write(visitor, verb, { id, version, ...input });
  }
  return id;
}

/** A cycle of a new idea, as far as Act, so that only the decision is left. */
export const cycleInAct = (visitor: Visitor, title: string): Promise<string> => cycleIn(visitor, 'act', title);

/** Says in the quick log where the test belongs: nothing is chosen beforehand. */
export async function choosePlace({ page }: Visitor, idea = 'A new idea'): Promise<void> {
  const network = page.getByRole('combobox', { name: 'Network', exact: true });
  await page.getByLabel('What did you try?').waitFor();
  // Who sits in one network is not asked for it.
  await network.or(page.getByLabel('Idea that it belongs to')).first().waitFor();
  if ((await network.count()) > 0) await network.selectOption({ label: 'Kindergarten Readiness Network' });
  await page.getByLabel('Idea that it belongs to').selectOption({ label: idea });
}

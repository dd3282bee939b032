import { v7 as uuid } from 'uuid';
import type { Visitor } from '../browser.ts';
import { cycleIn, mark, networkId, write } from '../network.ts';
import { dialog, make, press, type Row, rowBy, type VersionedForm } from './steps.ts';

/** A row that belongs to a cycle, with the cycle on whose page its form stands. */
const cycleOfMade = new Map<string, string>();

/** A form on a cycle's page, under the name of its stage. */
const onCyclePage = (name: string, button?: string) => async (visitor: Visitor, id: string) => {
  await visitor.open(`/cycles/${cycleOfMade.get(id) ?? id}`);
  if (button !== undefined) await press(visitor, button);
  return visitor.page.getByRole('form', { name, exact: true });
};

/** A part of a cycle, found in the cycle that it belongs to. */
const partOfCycle = (list: 'questions' | 'tasks', parts: string) => async (visitor: Visitor, id: string) => {
  const { cycle } = await visitor.ask<{ cycle: Record<string, Row[]> }>(
    `query Part($id: Uuid!) { cycle(id: $id) { ${list} { id version ${parts} } } }`,
    { id: cycleOfMade.get(id) },
  );
  return cycle[list]?.find((row) => row['id'] === id) ?? { version: 0 };
};

const cycleRow = (visitor: Visitor, id: string): Promise<Row> =>
  rowBy(visitor, 'cycle', id, 'title objective conditions whatHappened deviations learned');

const editChangeIdea: VersionedForm = {
  make: make('addChangeIdea', { description: 'As it was.' }),
  open: async (visitor, id) => {
    const { title } = await editChangeIdea.row(visitor, id);
    await visitor.open(`/networks/${await networkId(visitor)}/tests#${id}`);
    await press(visitor, `Edit the idea: ${String(title)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowBy(visitor, 'changeIdea', id, 'title description strategyId driverId'),
};

/** The forms of tests and their ideas. */
export const formsOfCycles: Record<string, VersionedForm> = {
  editChangeIdea,
  editCyclePlan: {
    make: (visitor) => cycleIn(visitor, 'plan', `Together on ${mark()}`),
    open: onCyclePage('Plan', 'Edit the plan'),
    save: 'Save',
    row: cycleRow,
  },
  recordDo: {
    make: (visitor) => cycleIn(visitor, 'do', `Together on ${mark()}`),
    open: onCyclePage('Do'),
    save: 'Save',
    row: cycleRow,
    skips: ['carriedOutAsPlanned'],
  },
  recordStudy: {
    make: async (visitor) => {
      const input = { questionId: uuid(), changeIdeaId: uuid(), newIdeaTitle: `Together on ${mark()}` };
      const done = { tried: `Together on ${mark()}`, happened: 'Nine came.' };
      return write(visitor, 'logTest', { id: uuid(), networkId: await networkId(visitor), ...input, ...done });
    },
    open: onCyclePage('Study'),
    save: 'Save',
    row: cycleRow,
  },
  editQuestion: {
    make: async (visitor) => {
      const cycleId = await cycleIn(visitor, 'plan', `Together on ${mark()}`);
      const { cycle } = await visitor.ask<{ cycle: { questions: { id: string }[] } }>(
        'query Questions($id: Uuid!) { cycle(id: $id) { questions { id } } }',
        { id: cycleId },
      );
      const id = cycle.questions[0]?.id ?? '';
      cycleOfMade.set(id, cycleId);
      return id;
    },
    open: async (visitor, id) => {
      await visitor.open(`/cycles/${cycleOfMade.get(id) ?? ''}`);
      await press(visitor, 'Edit the question');
      return visitor.page.locator('form').filter({ hasText: 'Prediction' });
    },
    save: 'Save',
    row: partOfCycle('questions', 'question prediction direction'),
  },
  editCycleTask: {
    make: async (visitor) => {
      const cycleId = await cycleIn(visitor, 'plan', `Together on ${mark()}`);
      const id = uuid();
      await write(visitor, 'addCycleTask', { id, cycleId, title: `Together on ${mark()}` });
      cycleOfMade.set(id, cycleId);
      return id;
    },
    open: async (visitor, id) => {
      await visitor.open(`/cycles/${cycleOfMade.get(id) ?? ''}`);
      await visitor.page.getByRole('button', { name: /^Change the task/ }).click();
      return dialog(visitor);
    },
    save: 'Save',
    row: partOfCycle('tasks', 'title ownerMemberId dueOn'),
  },
};

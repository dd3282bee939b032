import type { Locator } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import type { Visitor } from './browser.ts';
import { addAction, inDays, mark, memberId, networkId, write, cycleIn } from './network.ts';

type Row = Record<string, unknown> & { version: number };

/** How a form of the web that changes a versioned row is reached. */
export interface VersionedForm {
  /** Makes a row for one test, without the screen; answers its id. */
  make(visitor: Visitor): Promise<string>;
  /** Opens the form and answers what holds its fields. */
  open(visitor: Visitor, id: string): Promise<Locator>;
  /** The words of the button that saves. */
  save: string;
  /** The row as it is stored. */
  row(visitor: Visitor, id: string): Promise<Row>;
  /** Fields that are stored in another way than they are shown. */
  skips?: readonly string[];
  /** Puts back what other tests look at. */
  restore?(visitor: Visitor): Promise<void>;
}

const dialog = ({ page }: Visitor): Locator => page.getByRole('dialog').first();
const press = (visitor: Visitor, name: string): Promise<void> =>
  visitor.page.getByRole('button', { name, exact: true }).click();

/** Reads one row by its query; `parts` are the fields that its form can change. */
async function rowBy(visitor: Visitor, query: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, Row>>(
    `query Row($id: Uuid!) { ${query}(id: $id) { id version ${parts} } }`,
    { id },
  );
  return answer[query] ?? { version: 0 };
}

/** Reads one row of a network's lists. */
async function rowOf(visitor: Visitor, list: string, network: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, { nodes: Row[] }>>(
    `query Rows($id: Uuid!) { ${list}(networkId: $id, first: 100) { nodes { id version ${parts} } } }`,
    { id: network },
  );
  return answer[list]?.nodes.find((row) => row['id'] === id) ?? { version: 0 };
}

/** The demo's plan in force, or the draft of its next. */
async function planOf(visitor: Visitor, network: string): Promise<{ current: Row; strategies: Row[] }> {
  const { plan } = await visitor.ask<{ plan: { current: Row; strategies: Row[] } }>(
    `query Plan($id: Uuid!) { plan(networkId: $id) {
       current { id version summary }
       strategies { id version title description driverId factorId }
     } }`,
    { id: network },
  );
  return plan;
}

/** A form of the demo network's Plan tab, opened by the row's own button. */
const onPlanTab = (button: string) => async (visitor: Visitor, title: string) => {
  await visitor.open(`/networks/${await networkId(visitor)}/plan`);
  await press(visitor, `${button}: ${title}`);
  return dialog(visitor);
};
const editOnPlanTab = onPlanTab('Edit');

const titleOf = async (form: VersionedForm, visitor: Visitor, id: string): Promise<string> =>
  String((await form.row(visitor, id))['title']);

const make = (mutation: string, input: Record<string, unknown>) => async (visitor: Visitor) =>
  write(visitor, mutation, {
    id: uuid(),
    networkId: await networkId(visitor),
    title: `Together on ${mark()}`,
    ...input,
  });

const editFactor: VersionedForm = {
  make: make('addFactor', { kind: 'gap', description: 'As it was.', basis: 'Interviews.' }),
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editFactor, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => rowOf(visitor, 'factors', await networkId(visitor), id, 'title description basis'),
};

const editDriver: VersionedForm = {
  make: make('addDriver', { position: 0 }),
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editDriver, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => rowOf(visitor, 'drivers', await networkId(visitor), id, 'title parentId factorId'),
};

const editStrategy: VersionedForm = {
  make: async (visitor) => {
    const { current } = await planOf(visitor, await networkId(visitor));
    const input = { planId: current['id'], kind: 'universal', description: 'As it was.' };
    return write(visitor, 'addStrategy', { id: uuid(), title: `Together on ${mark()}`, ...input });
  },
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editStrategy, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => {
    const { strategies } = await planOf(visitor, await networkId(visitor));
    return strategies.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const action = {
  make: async (visitor: Visitor) => addAction(visitor, await memberId(visitor), `Together on ${mark()}`),
  row: (visitor: Visitor, id: string) =>
    rowBy(visitor, 'action', id, 'title description dueOn strategyId ownerMemberId organizationId'),
};

/** The network or indicator of what was made here, by its id. */
const parentOfMade = new Map<string, string>();

/** A network of its own. */
async function makeNetwork(visitor: Visitor): Promise<string> {
  const { partnershipPage } = await visitor.ask<{ partnershipPage: { outcomes: { id: string }[] } }>(
    '{ partnershipPage { outcomes { id } } }',
  );
  const outcomeId = partnershipPage.outcomes[0]?.id;
  return write(visitor, 'createNetwork', { id: uuid(), name: `Together ${mark()}`, purpose: '', outcomeId });
}

/** A charter that is being written. */
async function makeCharter(visitor: Visitor): Promise<string> {
  const network = await makeNetwork(visitor);
  const charter = await write(visitor, 'draftCharter', { id: uuid(), networkId: network });
  parentOfMade.set(charter, network);
  return charter;
}

/** Reads one row of a partnership's list. */
async function rowAmong(visitor: Visitor, list: string, search: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, { nodes: Row[] }>>(
    `query Rows($search: String) { ${list}(first: 100, search: $search) { nodes { id version ${parts} } } }`,
    { search },
  );
  return answer[list]?.nodes.find((row) => row['id'] === id) ?? { version: 0 };
}

const editMember: VersionedForm = {
  make: (visitor) =>
    write(visitor, 'addMember', {
      id: uuid(),
      name: `Together ${mark()}`,
      email: `${mark()}@together.example`,
      role: 'member',
    }),
  open: async (visitor, id) => {
    const { name } = await editMember.row(visitor, id);
    await visitor.open('/people');
    await visitor.page.getByRole('searchbox').first().fill(String(name));
    await press(visitor, `Change ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowAmong(visitor, 'members', 'Together', id, 'name role organizationId'),
};

const editOrganization: VersionedForm = {
  make: (visitor) => write(visitor, 'addOrganization', { id: uuid(), name: `Together ${mark()}`, sector: 'community' }),
  open: async (visitor, id) => {
    const { name } = await editOrganization.row(visitor, id);
    await visitor.open('/people/organizations');
    await visitor.page.getByRole('searchbox').first().fill(String(name));
    await press(visitor, `Change ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowAmong(visitor, 'organizations', 'Together', id, 'name sector'),
};

const editPartnership: VersionedForm = {
  make: async (visitor) => {
    const { partnership } = await visitor.ask<{ partnership: Row }>('{ partnership { id version name } }');
    partnershipName ??= String(partnership['name']);
    return String(partnership['id']);
  },
  open: async (visitor) => {
    await visitor.open('/people/settings');
    return visitor.page.locator('form');
  },
  save: 'Save',
  row: async (visitor) => {
    const { partnership } = await visitor.ask<{ partnership: Row }>(
      '{ partnership { id version name geographicScope } }',
    );
    return partnership;
  },
  restore: async (visitor) => {
    const { id, version } = await editPartnership.row(visitor, '');
    await write(visitor, 'editPartnership', { id, version, name: partnershipName });
  },
};
let partnershipName: string | undefined;

const editSeat: VersionedForm = {
  make: async (visitor) => {
    const network = await makeNetwork(visitor);
    const seat = { networkId: network, memberId: await memberId(visitor), role: 'member', perspective: 'leader' };
    const id = await write(visitor, 'giveSeat', { id: uuid(), ...seat, fromOn: inDays(-30) });
    parentOfMade.set(id, network);
    return id;
  },
  open: async (visitor, id) => {
    await visitor.open(`/networks/${parentOfMade.get(id) ?? ''}/people`);
    await visitor.page.getByRole('button', { name: /^Change the seat of/ }).click();
    return dialog(visitor).locator('form').first();
  },
  save: 'Save',
  row: async (visitor, id) => {
    const { seating } = await visitor.ask<{ seating: { nodes: Row[] } }>(
      `query Seating($id: Uuid) { seating(networkId: $id) { nodes { id version role perspective responsibilities } } }`,
      { id: parentOfMade.get(id) },
    );
    return seating.nodes.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const editActionPlan: VersionedForm = {
  make: async (visitor) => {
    const network = await makeNetwork(visitor);
    const id = await write(visitor, 'draftPlan', { id: uuid(), networkId: network });
    parentOfMade.set(id, network);
    return id;
  },
  open: async (visitor, id) => {
    await visitor.open(`/networks/${parentOfMade.get(id) ?? ''}/plan`);
    await press(visitor, 'Say in a few words what it is about');
    return dialog(visitor);
  },
  save: 'Save',
  row: async (visitor, id) => (await planOf(visitor, parentOfMade.get(id) ?? '')).current,
};

const outcome = {
  make: (visitor: Visitor) =>
    write(visitor, 'addOutcome', { id: uuid(), name: `Together ${mark()}`, description: 'As it was.' }),
  row: (visitor: Visitor, id: string) => rowInList(visitor, 'outcomes', id, 'name stage description'),
};

const indicator = {
  make: async (visitor: Visitor) =>
    write(visitor, 'addIndicator', {
      id: uuid(),
      outcomeId: await outcome.make(visitor),
      name: `Together ${mark()}`,
      definition: 'Share of children who come.',
      level: 'core',
      measureType: 'proportion',
      direction: 'higher',
      cadence: 'school_year',
      unit: '%',
    }),
  row: (visitor: Visitor, id: string) =>
    rowBy(visitor, 'indicator', id, 'name outcomeId level direction unit ownerMemberId'),
};

/** Reads one row of a list that is not searched. */
async function rowInList(visitor: Visitor, list: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, { nodes: Row[] }>>(
    `{ ${list}(first: 200) { nodes { id version ${parts} } } }`,
  );
  return answer[list]?.nodes.find((row) => row['id'] === id) ?? { version: 0 };
}

const editOutcome: VersionedForm = {
  ...outcome,
  open: async (visitor, id) => {
    const { name } = await outcome.row(visitor, id);
    await visitor.open('/indicators');
    await press(visitor, `Edit ${String(name)}`);
    return dialog(visitor).locator('form').first();
  },
  save: 'Save',
};

const editTarget: VersionedForm = {
  make: async (visitor) => {
    const indicatorId = await indicator.make(visitor);
    const { places, populations } = await visitor.ask<Record<'places' | 'populations', { nodes: Row[] }>>(
      '{ places(first: 200) { nodes { id isHome } } populations(first: 200) { nodes { id dimension } } }',
    );
    const placeId = (places.nodes.find(({ isHome }) => isHome === true) ?? places.nodes[0])?.['id'];
    const populationId = populations.nodes.find(({ dimension }) => dimension === null)?.['id'];
    const ground = { indicatorId, placeId, populationId };
    await write(visitor, 'setTarget', { id: uuid(), ...ground, value: 40, dueOn: inDays(300) });
    const target = await targetOf(visitor, indicatorId);
    parentOfMade.set(String(target['id']), indicatorId);
    return String(target['id']);
  },
  open: async (visitor, id) => {
    await visitor.open(`/indicators/${parentOfMade.get(id) ?? ''}`);
    await press(visitor, 'Set a target');
    return dialog(visitor);
  },
  save: 'Save the target',
  row: (visitor, id) => targetOf(visitor, parentOfMade.get(id) ?? ''),
};

async function targetOf(visitor: Visitor, indicatorId: string): Promise<Row> {
  const { indicator: found } = await visitor.ask<{ indicator: { targets: Row[] } }>(
    'query Target($id: Uuid!) { indicator(id: $id) { targets { id version value dueOn baselinePeriodStart baselineValue } } }',
    { id: indicatorId },
  );
  return found.targets[0] ?? { version: 0 };
}

const editPopulation: VersionedForm = {
  make: (visitor) => {
    const group = `Together ${mark()}`;
    return write(visitor, 'addPopulation', { id: uuid(), name: group, dimension: 'Togetherness', group });
  },
  open: async (visitor, id) => {
    const { name } = await editPopulation.row(visitor, id);
    await visitor.open('/populations');
    await press(visitor, `Edit ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowInList(visitor, 'populations', id, 'name group isKey'),
};

const editPopulationDimension: VersionedForm = {
  make: async (visitor) => {
    const dimension = `Together ${mark()}`;
    await write(visitor, 'addPopulation', { id: uuid(), name: dimension, dimension, group: dimension });
    const answer = await visitor.ask<{ populationDimensions: { nodes: Row[] } }>(
      '{ populationDimensions(first: 200) { nodes { id version name } } }',
    );
    return String(answer.populationDimensions.nodes.find(({ name }) => name === dimension)?.['id']);
  },
  open: async (visitor, id) => {
    const { name } = await editPopulationDimension.row(visitor, id);
    await visitor.open('/populations');
    await press(visitor, `Edit the dimension ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowInList(visitor, 'populationDimensions', id, 'name'),
  // People count places from 1.
  skips: ['position'],
};

const practice = {
  make: async (visitor: Visitor) =>
    write(visitor, 'openPractice', {
      id: uuid(),
      networkId: await networkId(visitor),
      name: `Together ${mark()}`,
      description: 'As it was.',
    }),
  row: (visitor: Visitor, id: string) => practiceRow(visitor, id),
};

interface PracticeParts {
  practice: { practice: Row; adoptions: Row[]; systemChanges: Row[] };
}

const practiceParts = (visitor: Visitor, id: string): Promise<PracticeParts> =>
  visitor.ask<PracticeParts>(
    `query Practice($id: Uuid!) { practice(id: $id) {
       practice { id version name description core adaptable }
       adoptions { id version adaptation stage }
       systemChanges { id version kind title description on }
     } }`,
    { id },
  );

const practiceRow = async (visitor: Visitor, id: string): Promise<Row> =>
  (await practiceParts(visitor, id)).practice.practice;

const editSystemChange: VersionedForm = {
  make: async (visitor) => {
    const practiceId = await practice.make(visitor);
    const change = { kind: 'policy', title: `Together ${mark()}`, description: 'As it was.', on: inDays(-3) };
    const id = await write(visitor, 'recordSystemChange', {
      id: uuid(),
      practiceId,
      networkId: await networkId(visitor),
      ...change,
    });
    parentOfMade.set(id, practiceId);
    return id;
  },
  open: async (visitor, id) => {
    const { title } = await editSystemChange.row(visitor, id);
    await visitor.open(`/practices/${parentOfMade.get(id) ?? ''}`);
    await press(visitor, `Edit ${String(title)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: async (visitor, id) => {
    const { systemChanges } = (await practiceParts(visitor, parentOfMade.get(id) ?? '')).practice;
    return systemChanges.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const editAdoption: VersionedForm = {
  make: async (visitor) => {
    const practiceId = await practice.make(visitor);
    const siteId = await write(visitor, 'addSite', { id: uuid(), name: `Together ${mark()}`, practiceId });
    const id = await write(visitor, 'addAdoption', { id: uuid(), practiceId, siteId });
    parentOfMade.set(id, practiceId);
    return id;
  },
  open: async (visitor, id) => {
    await visitor.open(`/practices/${parentOfMade.get(id) ?? ''}`);
    await visitor.page.getByRole('button', { name: /^Update Together/ }).click();
    return visitor.page.locator('form').filter({ has: visitor.page.locator('[name="adaptation"]') });
  },
  save: 'Save',
  row: async (visitor, id) => {
    const { adoptions } = (await practiceParts(visitor, parentOfMade.get(id) ?? '')).practice;
    return adoptions.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const editSite: VersionedForm = {
  make: (visitor) => write(visitor, 'addSite', { id: uuid(), name: `Together ${mark()}` }),
  open: async (visitor, id) => {
    const { name } = await editSite.row(visitor, id);
    await visitor.open('/practices');
    const edit = visitor.page.getByRole('button', { name: `Change ${String(name)}`, exact: true });
    const more = visitor.page.getByRole('list', { name: 'Sites' }).getByRole('button', { name: 'Show more' });
    while ((await edit.count()) === 0 && (await more.count()) > 0) await more.click();
    await edit.click();
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowInList(visitor, 'sites', id, 'name organizationId'),
};

/** Raises an ask of the schools. */
async function makeEscalation(visitor: Visitor): Promise<string> {
  const { organizations } = await visitor.ask<{ organizations: { nodes: { id: string }[] } }>(
    '{ organizations(first: 1) { nodes { id } } }',
  );
  return make('raiseEscalation', {
    kind: 'barrier',
    category: 'operational',
    ask: 'One aide.',
    respondBy: inDays(20),
    toOrganizationId: organizations.nodes[0]?.id,
  })(visitor);
}

const openEscalation = (button: string) => async (visitor: Visitor, id: string) => {
  await visitor.open(`/asks/${id}`);
  await press(visitor, button);
  return visitor.page.locator('form').first();
};
const escalationRow = (visitor: Visitor, id: string) =>
  rowBy(visitor, 'escalation', id, 'title ask description kind category respondBy');

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

const formsOfCycles: Record<string, VersionedForm> = {
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

/** Every form that changes a versioned row, by its mutation. */
export const versionedForms: Record<string, VersionedForm> = {
  ...formsOfCycles,
  editAction: {
    ...action,
    open: async (visitor, id) => {
      await visitor.open(`/actions/${id}`);
      await press(visitor, 'Edit');
      return dialog(visitor);
    },
    save: 'Save the action',
  },
  reassignAction: {
    ...action,
    open: async (visitor, id) => {
      await visitor.open(`/actions/${id}`);
      await press(visitor, 'Hand over');
      return dialog(visitor);
    },
    save: 'Hand it over',
  },
  editActionPlan,
  editEscalation: {
    make: makeEscalation,
    open: openEscalation('Change the words'),
    save: 'Save the changes',
    row: escalationRow,
  },
  editFactor,
  editDriver,
  editStrategy,
  editMember,
  editOrganization,
  editPartnership,
  editSeat,
  editOutcome,
  editIndicator: {
    ...indicator,
    open: async (visitor, id) => {
      await visitor.open(`/indicators/${id}`);
      await press(visitor, 'Edit');
      return dialog(visitor);
    },
    save: 'Save',
  },
  editTarget,
  editPractice: {
    ...practice,
    open: async (visitor, id) => {
      await visitor.open(`/practices/${id}`);
      await press(visitor, 'Edit the practice');
      return dialog(visitor);
    },
    save: 'Save',
  },
  editSystemChange,
  editAdoption,
  editSite,
  editPopulation,
  editPopulationDimension,
  editNetwork: {
    make: makeNetwork,
    open: async (visitor, id) => {
      await visitor.open(`/networks/${id}`);
      await press(visitor, 'Settings');
      return dialog(visitor).locator('form').first();
    },
    save: 'Save',
    row: async (visitor, id) => {
      const { networkPage } = await visitor.ask<{ networkPage: { network: Row } }>(
        'query Network($id: Uuid!) { networkPage(id: $id) { network { id version name purpose } } }',
        { id },
      );
      return networkPage.network;
    },
  },
  editCharter: {
    make: makeCharter,
    open: async (visitor, id) => {
      await visitor.open(`/networks/${parentOfMade.get(id) ?? ''}/charter`);
      return visitor.page.locator('form').first();
    },
    save: 'Save the draft',
    row: (visitor, id) =>
      rowOf(
        visitor,
        'charters',
        parentOfMade.get(id) ?? '',
        id,
        'aimIndicatorId aimPopulationId aimPlaceId aimFrom aimBaselineOn aimTo aimBy scope sphereOfControl agreements',
      ),
  },
};

/** What a field's element tells of itself. */
interface Shown {
  tagName: string;
  type: string;
  inputMode: string;
  value: string;
  options?: Iterable<{ value: string }>;
}

/** Another value for a field, as the server takes it; undefined where the form offers none but what it shows and `not`. */
export async function anotherValue(field: Locator, not?: unknown): Promise<unknown> {
  const { tag, type, mode, value, options } = await field.evaluate((element) => {
    const input = element as unknown as Shown;
    return {
      tag: input.tagName,
      type: input.type,
      mode: input.inputMode,
      value: input.value,
      options: [...(input.options ?? [])].map((option) => option.value),
    };
  });
  if (tag === 'SELECT') return options.find((option) => ![value, not, ''].includes(option));
  if (type === 'date') return [inDays(40), inDays(41), inDays(42)].find((day) => ![value, not].includes(day));
  if (mode === 'decimal') return [1, 2].map((more) => Number(value || 0) + more).find((number) => number !== not);
  return `${value} And more ${mark()}.`.trim();
}

/** Fills a field in as a person does. */
export async function fill(field: Locator, value: unknown): Promise<void> {
  const isSelect = await field.evaluate((element) => element.tagName === 'SELECT');
  if (isSelect) await field.selectOption(String(value));
  else await field.fill(String(value));
}

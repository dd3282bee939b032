import { v7 as uuidv7 } from 'uuid';
import { CharterService } from '../features/charters/charter.service.ts';
import { DriverService } from '../features/factors/driver.service.ts';
import { FactorService } from '../features/factors/factor.service.ts';
import { NetworkService } from '../features/networks/network.service.ts';
import { SeatService } from '../features/networks/seat.service.ts';
import { ActionService } from '../features/plans/action.service.ts';
import { PlanService } from '../features/plans/plan.service.ts';
import { StrategyService } from '../features/plans/strategy.service.ts';
import { EscalationService } from '../features/escalations/escalation.service.ts';
import type { Cast, Story } from './storyteller.ts';
import { tellPractices } from './tell-practices.ts';
import { tellTests } from './tell-tests.ts';
import type { StoryAction, StoryEscalation, StoryNetwork } from './story/story-types.ts';

const key = (): { idempotencyKey: string } => ({ idempotencyKey: uuidv7() });
const verbOf = {
  in_progress: 'start',
  blocked: 'block',
  done: 'complete',
  abandoned: 'abandon',
  not_started: 'reopen',
} as const;

/** Plans a network's year: who sits in it, what it agrees, does, tests, lifts and spreads. */
export function tellNetwork(story: Story, cast: Cast, network: StoryNetwork): void {
  const lead = network.seats[0]?.person ?? 'rosa';
  const networkId = story.make(`network:${network.key}`);
  story.on(network.day, async () => {
    const { name, purpose } = network;
    const created = await cast.service(NetworkService).create(await cast.as('rosa'), {
      ...key(),
      id: networkId,
      name,
      purpose,
      outcomeId: story.id(`outcome:${network.outcome}`),
      indicatorId: story.id(`indicator:${network.indicator}`),
    });
    for (const { person, ...seat } of network.seats) {
      await cast.service(SeatService).give(await cast.as('rosa'), {
        ...key(),
        id: uuidv7(),
        networkId,
        memberId: story.id(`member:${person}`),
        fromOn: story.dayOf(network.day),
        ...seat,
      });
    }
    if (network.charter.adopted !== undefined) {
      await cast
        .service(NetworkService)
        .activate(await cast.as('rosa'), { ...key(), id: networkId, version: created.version });
    }
  });
  tellCharter(story, cast, network, lead);
  for (const factor of network.factors) {
    const { key: name, day, ...values } = factor;
    const id = story.make(`factor:${network.key}:${name}`);
    story.on(day, async () => {
      await cast.service(FactorService).add(await cast.as(lead), { ...key(), id, networkId, ...values });
    });
  }
  tellDrivers(story, cast, network, lead);
  tellPlan(story, cast, network, lead);
  tellTests(story, cast, network);
  for (const escalation of network.escalations) tellEscalation(story, cast, network, escalation);
  tellPractices(story, cast, network);
}

function tellCharter(story: Story, cast: Cast, network: StoryNetwork, lead: string): void {
  const { charter } = network;
  const id = story.make(`charter:${network.key}`);
  let version = 1;
  story.on(charter.drafted, async () => {
    const drafted = await cast.service(CharterService).draft(await cast.as(lead), {
      ...key(),
      id,
      networkId: story.id(`network:${network.key}`),
      aimIndicatorId: story.id(`indicator:${charter.indicator}`),
      aimPopulationId: story.id(`population:${charter.population}`),
      aimPlaceId: story.id('place:Bridgeport School District'),
      aimFrom: charter.from,
      aimBaselineOn: story.id(`baseline:${charter.indicator}`),
      aimTo: charter.to,
      aimBy: charter.by,
      scope: charter.scope,
      sphereOfControl: charter.sphereOfControl,
      agreements: charter.agreements,
    });
    version = drafted.version;
  });
  if (charter.submitted !== undefined) {
    story.on(charter.submitted, async () => {
      ({ version } = await cast.service(CharterService).submit(await cast.as(lead), { ...key(), id, version }));
    });
  }
  for (const { day, person, verdict, comment } of charter.signOffs) {
    story.on(day, async () => {
      ({ version } = await cast
        .service(CharterService)
        .signOff(await cast.as(person), { ...key(), id: uuidv7(), charterId: id, verdict, comment }));
    });
  }
  if (charter.adopted !== undefined) {
    story.on(charter.adopted, async () => {
      await cast.service(CharterService).adopt(await cast.as(lead), { ...key(), id, version });
    });
  }
}

function tellDrivers(story: Story, cast: Cast, network: StoryNetwork, lead: string): void {
  const day = Math.min(network.day, ...network.factors.map((factor) => factor.day)) - 1;
  for (const [position, { title, under, factor }] of network.drivers.entries()) {
    const id = story.make(`driver:${network.key}:${title}`);
    story.on(day, async () => {
      await cast.service(DriverService).add(await cast.as(lead), {
        ...key(),
        id,
        networkId: story.id(`network:${network.key}`),
        title,
        position,
        parentId: under ? story.id(`driver:${network.key}:${under}`) : null,
        factorId: factor ? story.id(`factor:${network.key}:${factor}`) : null,
      });
    });
  }
}

function tellPlan(story: Story, cast: Cast, network: StoryNetwork, lead: string): void {
  if (network.strategies.length === 0) return;
  const networkId = story.id(`network:${network.key}`);
  const planId = story.make(`plan:${network.key}`);
  const first = Math.max(network.planAgreed ?? 0, ...network.actions.map(({ day }) => day)) + 1;
  let version = 1;
  story.on(first, async () => {
    ({ version } = await cast
      .service(PlanService)
      .draft(await cast.as(lead), { ...key(), id: planId, networkId, summary: '' }));
    for (const { key: name, population, factor, ...strategy } of network.strategies) {
      await cast.service(StrategyService).add(await cast.as(lead), {
        ...key(),
        id: story.make(`strategy:${network.key}:${name}`),
        planId,
        factorId: story.id(`factor:${network.key}:${factor}`),
        populationId: population ? story.id(`population:${population}`) : null,
        ...strategy,
      });
    }
  });
  for (const action of network.actions) tellAction(story, cast, network, action, lead);
  if (network.planAgreed !== undefined) {
    story.on(network.planAgreed - 1, async () => {
      const plan = await cast.service(PlanService).ofNetwork(await cast.as(lead), networkId);
      version = plan.current?.version ?? version;
      await cast.service(PlanService).agree(await cast.as(lead), { ...key(), id: planId, version });
    });
  }
}

function tellAction(story: Story, cast: Cast, network: StoryNetwork, action: StoryAction, lead: string): void {
  const id = story.make(`action:${network.key}:${action.key}`);
  story.on(action.day, async () => {
    await cast.service(ActionService).add(await cast.as(lead), {
      ...key(),
      id,
      networkId: story.id(`network:${network.key}`),
      strategyId: story.id(`strategy:${network.key}:${action.strategy}`),
      title: action.title,
      ownerMemberId: story.id(`member:${action.owner}`),
      dueOn: story.dayOf(action.due),
    });
  });
  let state = 'not_started';
  for (const update of action.updates) {
    const verb = update.state === state ? null : verbOf[update.state];
    state = update.state;
    story.on(update.day, async () => {
      await cast.service(ActionService).update(await cast.as(update.by), { ...key(), id, verb, note: update.note });
    });
  }
}

function tellEscalation(story: Story, cast: Cast, network: StoryNetwork, escalation: StoryEscalation): void {
  const id = story.make(`escalation:${network.key}:${escalation.key}`);
  const target = (to: string) =>
    to === 'leadership'
      ? { toTableId: story.id('table:leadership') }
      : { toOrganizationId: story.id(`organization:${to}`) };
  let version = 1;
  story.on(escalation.day, async () => {
    const { kind, category, title, description, ask } = escalation;
    const raised = await cast.service(EscalationService).raise(await cast.as(escalation.by), {
      ...key(),
      id,
      networkId: story.id(`network:${network.key}`),
      kind,
      category,
      title,
      description,
      ask,
      respondBy: story.dayOf(escalation.respondBy),
      ...target(escalation.to),
      ...(escalation.action && { actionId: story.id(`action:${network.key}:${escalation.action}`) }),
    });
    version = raised.version;
  });
  for (const answer of escalation.answers) {
    story.on(answer.day, async () => {
      const answered = await cast.service(EscalationService).answer(await cast.as(answer.by), answer.verb, {
        ...key(),
        id,
        version,
        text: answer.text,
        ...(answer.promisedBy !== undefined && { promisedBy: story.dayOf(answer.promisedBy) }),
        ...(answer.to && target(answer.to)),
      });
      version = answered.version;
    });
  }
}

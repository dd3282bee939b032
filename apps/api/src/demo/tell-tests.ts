import { v7 as uuidv7 } from 'uuid';
import { ChangeIdeaService } from '../features/cycles/change-idea.service.ts';
import { CycleDecisionService } from '../features/cycles/cycle-decision.service.ts';
import { CyclePlanService } from '../features/cycles/cycle-plan.service.ts';
import { CycleService } from '../features/cycles/cycle.service.ts';
import { QuickLogService } from '../features/cycles/quick-log.service.ts';
import type { Cast, Story } from './storyteller.ts';
import type { StoryCycle, StoryNetwork } from './story/story-types.ts';

const key = (): { idempotencyKey: string } => ({ idempotencyKey: uuidv7() });

/** What a network tried: ideas, the rungs of their ramps, and tests that were only logged. */
export function tellTests(story: Story, cast: Cast, network: StoryNetwork): void {
  const networkId = story.id(`network:${network.key}`);
  const lead = network.seats[0]?.person ?? 'rosa';
  for (const { key: name, day, strategy, ...idea } of network.ideas) {
    const id = story.make(`idea:${network.key}:${name}`);
    story.on(day, async () => {
      await cast.service(ChangeIdeaService).add(await cast.as(lead), {
        ...key(),
        id,
        networkId,
        strategyId: story.id(`strategy:${network.key}:${strategy}`),
        ...idea,
      });
    });
  }
  const ramps = Map.groupBy(network.cycles, ({ idea }) => idea);
  for (const [idea, rungs] of ramps) {
    let successor: string | null = null;
    for (const rung of rungs) successor = tellCycle(story, cast, network, rung, successor, idea);
  }
  for (const log of network.quickLogs) {
    story.on(log.day, async () => {
      await cast.service(QuickLogService).log(await cast.as(log.by), {
        ...key(),
        id: uuidv7(),
        questionId: uuidv7(),
        networkId,
        changeIdeaId: story.id(`idea:${network.key}:${log.idea}`),
        tried: log.tried,
        expected: log.expected,
        happened: log.happened,
      });
    });
  }
}

/** One rung; answers the id of the next one when its decision opens one. */
function tellCycle(
  story: Story,
  cast: Cast,
  network: StoryNetwork,
  cycle: StoryCycle,
  opened: string | null,
  idea: string,
): string | null {
  const id = opened ?? uuidv7();
  const as = () => cast.as(cycle.owner);
  const read = async () => cast.service(CycleService).one(await as(), id);
  const step = async () => ({ ...key(), id, version: (await read()).version });
  const plan = () => ({
    ownerMemberId: story.id(`member:${cycle.owner}`),
    indicatorId: network.testsMove ? story.id(`indicator:${network.testsMove}`) : null,
    title: cycle.title,
    scale: cycle.scale,
    objective: cycle.objective,
    conditions: cycle.conditions,
    measureDefinition: cycle.measure,
    measureCollector: cycle.measure === '' ? '' : 'Whoever runs the test',
    measureSchedule: cycle.measure === '' ? '' : 'Every day of the test',
  });
  const predictions = cycle.questions.map(({ question, prediction, direction, low, high }) => ({
    question,
    prediction,
    direction,
    predictedLow: low ?? null,
    predictedHigh: high ?? null,
  }));
  story.on(cycle.plan, async () => {
    const plans = cast.service(CyclePlanService);
    if (opened === null) {
      const changeIdeaId = story.id(`idea:${network.key}:${idea}`);
      const questions = predictions.map((question) => ({ id: uuidv7(), ...question }));
      await plans.plan(await as(), {
        ...key(),
        id,
        changeIdeaId,
        ...plan(),
        questions,
      });
      return;
    }
    await plans.edit(await as(), { ...(await step()), ...plan() });
    const copied = (await read()).questions;
    for (const [index, question] of predictions.entries()) {
      const old = copied[index];
      if (old) await plans.editQuestion(await as(), { ...key(), id: old.id, version: old.version, ...question });
      else await plans.addQuestion(await as(), { ...key(), id: uuidv7(), cycleId: id, ...question });
    }
    for (const extra of copied.slice(predictions.length)) {
      await plans.removeQuestion(await as(), { ...key(), id: extra.id, version: extra.version });
    }
  });
  const { do: done, study, act } = cycle;
  if (done) {
    story.on(done.day, async () => {
      await cast.service(CycleService).beginDo(await as(), await step());
      await cast.service(CycleService).recordDo(await as(), {
        ...(await step()),
        whatHappened: done.happened,
        carriedOutAsPlanned: done.asPlanned,
        deviations: done.deviations ?? '',
      });
    });
  }
  if (study) {
    story.on(study.day, async () => {
      await cast.service(CycleService).beginStudy(await as(), await step());
      const shown = await read();
      await cast.service(CycleService).recordStudy(await as(), {
        ...(await step()),
        learned: study.learned,
        questions: shown.questions.map((question, index) => {
          const source = cycle.questions[index];
          return {
            id: question.id,
            version: question.version,
            result: source?.result ?? '',
            resultValue: source?.value ?? null,
            evidence: source?.evidence ?? '',
            verdict: source?.verdict ?? null,
          };
        }),
      });
    });
  }
  if (!act) return null;
  const next = act.decision === 'adapt' || act.decision === 'expand' ? uuidv7() : null;
  story.on(act.day, async () => {
    await cast.service(CycleService).beginAct(await as(), await step());
    const source = network.practices.find((practice) => practice.idea === idea);
    const title = network.ideas.find((candidate) => candidate.key === idea)?.title ?? cycle.title;
    await cast.service(CycleDecisionService).decide(await cast.as('rosa'), {
      ...(await step()),
      decision: act.decision,
      decisionReason: act.reason,
      ...(next !== null && { next: { id: next } }),
      ...(act.decision === 'adopt' && {
        practice: {
          id: story.make(`practice:${network.key}:${idea}`),
          name: title,
          description: source?.description ?? '',
        },
      }),
    });
  });
  return next;
}

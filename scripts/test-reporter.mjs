// Beside Vitest's own report: each failure in the moment it happens, and at the end what took longest and the totals.
import { relative } from 'node:path';
import { root } from './shell.mjs';

const SHOWN = 10;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(9);

/** `api apps/api/src/x.test.ts > its group > its name` */
const nameOf = (task) => {
  const module = task.type === 'module' ? task : task.module;
  const place = `${module.project.name} ${relative(root, module.moduleId)}`;
  return task.type === 'module' ? place : `${place} > ${task.fullName}`;
};

function printFailure(task, errors) {
  for (const { message, stacks } of errors) {
    const at = stacks?.[0] ? `\n    at ${relative(root, stacks[0].file)}:${stacks[0].line}` : '';
    console.error(`FAILED ${nameOf(task)}\n    ${(message ?? '').split('\n').join('\n    ')}${at}`);
  }
}

function printSlowest(title, tasks, durationOf) {
  const slowest = tasks
    .map((task) => ({ name: nameOf(task), ms: durationOf(task) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SHOWN);
  console.log(`\nThe slowest ${title}:`);
  for (const { name, ms } of slowest) console.log(`${seconds(ms)}  ${name}`);
}

export default class TestReporter {
  onTestCaseResult(test) {
    const { state, errors } = test.result();
    if (state === 'failed') printFailure(test, errors ?? []);
  }

  onTestSuiteResult(suite) {
    printFailure(suite, suite.errors());
  }

  onTestModuleEnd(module) {
    printFailure(module, module.errors());
  }

  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state) => tests.filter((test) => test.result().state === state).length;
    if (tests.length > SHOWN) {
      printSlowest('tests', tests, (test) => test.diagnostic()?.duration ?? 0);
      printSlowest('files', modules, (module) => module.diagnostic().duration + module.diagnostic().collectDuration);
    }
    const skipped = count('skipped');
    const [passed, failed] = [count('passed'), count('failed')];
    console.log(`\nTests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    if (tests.length > 0 && passed + failed === 0) process.exitCode = 1;
  }
}

import type { ChartKind, MeasureInput, MeasureOutput } from './basics/chart-types.ts';
import { measure } from './measure.ts';
import { refusable, Refusal } from './basics/refusal.ts';
import { measureXmr, type XmrInput, type XmrOutput } from './limits/xmr.ts';

/** What the command prints and how it exits; exactly one of the two texts is filled. */
export interface CommandResult {
  readonly exitCode: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

type Answer = MeasureOutput | XmrOutput;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function measureOne(entry: unknown): { id: unknown; out: Answer } {
  if (!isRecord(entry)) return { id: null, out: { error: 'A series must be an object with chart and in' } };
  const id = entry['id'] ?? null;
  const input = entry['in'];
  if (!isRecord(input)) return { id, out: { error: 'A series needs its input in "in"' } };
  // Both functions check what they are given and answer { error } for a wrong shape.
  if (entry['xmr'] === true) return { id, out: measureXmr(input as unknown as XmrInput) };
  return { id, out: measure(entry['chart'] as ChartKind, input as MeasureInput) };
}

function readSeries(text: string): unknown[] {
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch (reason) {
    throw new Refusal(`The input is not JSON: ${reason instanceof Error ? reason.message : String(reason)}`);
  }
  if (!isRecord(request) || !Array.isArray(request['series'])) {
    throw new Refusal('The input must be an object with a list "series"');
  }
  return request['series'];
}

/**
 * Measures every series of a JSON text `{"series": [{"id", "chart", "in"}]}`; `"xmr": true` in place of a chart asks
 * for an XmR chart. A series that cannot be measured answers `{"error"}` and the others still come. Exit code 2 and a
 * message when the text itself cannot be read.
 */
export function measureCommand(text: string): CommandResult {
  const answer = refusable(() => ({ series: readSeries(text).map(measureOne) }));
  if ('error' in answer) return { exitCode: 2, stdout: '', stderr: `${answer.error}\n` };
  return { exitCode: 0, stdout: `${JSON.stringify(answer)}\n`, stderr: '' };
}

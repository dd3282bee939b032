import type { Verdict } from '@throughline/domain/vocabulary';
import { numberOf } from '../../shared/form/number-of.ts';
import type { CycleShown } from './cycle-operations.ts';

/** Parts of a question's result. */
export const resultParts = ['result', 'resultValue', 'evidence', 'verdict'] as const;
type Part = (typeof resultParts)[number] | 'version';

/**
 * Study as a form: what was learned, and each part of each result as a field of its own, so that two people who study
 * different questions merge.
 */
export type StudyWords = Record<string, string>;

/** The field of a question's part. */
export const fieldOf = (questionId: string, part: Part): string => `${part}:${questionId}`;

/** Study as it is stored. The version of a question goes with it: nobody types it, so a merge takes the newer. */
export function studyOf({ learned, questions }: Pick<CycleShown, 'learned' | 'questions'>): StudyWords {
  const words: StudyWords = { learned };
  for (const { id, version, result, resultValue, evidence, verdict } of questions) {
    words[fieldOf(id, 'version')] = String(version);
    words[fieldOf(id, 'result')] = result;
    words[fieldOf(id, 'resultValue')] = resultValue === null ? '' : String(resultValue);
    words[fieldOf(id, 'evidence')] = evidence;
    words[fieldOf(id, 'verdict')] = verdict ?? '';
  }
  return words;
}

const versionOf = /^version:(.+)$/;

/** The fields of the mutation's input. */
export function studyInput(words: StudyWords) {
  const questions = Object.keys(words).flatMap((field) => {
    const id = versionOf.exec(field)?.[1];
    if (id === undefined) return [];
    const part = (name: Part): string => words[fieldOf(id, name)] ?? '';
    return [
      {
        id,
        version: Number(part('version')),
        result: part('result'),
        resultValue: numberOf(part('resultValue')) ?? null,
        evidence: part('evidence'),
        verdict: (part('verdict') || null) as Verdict | null,
      },
    ];
  });
  return { learned: words['learned'] ?? '', questions };
}

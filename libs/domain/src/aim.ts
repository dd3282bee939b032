import { isDay } from './dates.ts';
import type { Direction, MeasureType } from './vocabulary.ts';

/** The structured aim of a charter. Values are in the indicator's own unit; a proportion is kept in percent, 0 to 100. */
export interface Aim {
  readonly indicator: {
    readonly id: string;
    readonly name: string;
    readonly measureType: MeasureType;
    readonly better: Direction;
    /** What a value counts ("days", "per 1,000 children"); not used for a proportion. */
    readonly unit: string | null;
  } | null;
  /** The population that the aim is for; null is everybody. */
  readonly population: { readonly id: string; readonly name: string } | null;
  readonly from: number | null;
  /** The last day of the baseline's period, YYYY-MM-DD. */
  readonly baselineOn: string | null;
  readonly to: number | null;
  /** By when, YYYY-MM-DD. */
  readonly by: string | null;
}

export type AimPart = 'indicator' | 'from' | 'baselineOn' | 'to' | 'by';

export interface AimProblem {
  readonly part: AimPart;
  readonly code: string;
  readonly message: string;
}

function outOfRange(value: number | null, type: MeasureType): boolean {
  if (value === null) return false;
  if (!Number.isFinite(value)) return true;
  if (type === 'mean') return false;
  return value < 0 || (type === 'proportion' && value > 100);
}

const missing: readonly (readonly [AimPart, string])[] = [
  ['indicator', 'Choose the indicator that the aim is about.'],
  ['from', 'Say where it stands now.'],
  ['baselineOn', 'Say which day the baseline is from.'],
  ['to', 'Say where it should be.'],
  ['by', 'Say by which day.'],
];

const codeOf: Readonly<Record<AimPart, string>> = {
  indicator: 'INDICATOR',
  from: 'FROM',
  baselineOn: 'BASELINE',
  to: 'TO',
  by: 'BY',
};

function missingParts(aim: Aim): AimProblem[] {
  return missing
    .filter(([part]) => aim[part] === null)
    .map(([part, message]) => ({ part, code: `AIM_${codeOf[part]}_REQUIRED`, message }));
}

function valueProblems({ indicator, from, to }: Aim): AimProblem[] {
  if (!indicator) return [];
  const range = (part: 'from' | 'to'): AimProblem => ({
    part,
    code: 'AIM_VALUE_OUT_OF_RANGE',
    message:
      indicator.measureType === 'proportion'
        ? 'A percentage lies between 0 and 100.'
        : 'This indicator cannot have that value.',
  });
  const wrong = (['from', 'to'] as const)
    .filter((part) => outOfRange(part === 'from' ? from : to, indicator.measureType))
    .map(range);
  if (wrong.length > 0 || from === null || to === null) return wrong;
  const isBetter = indicator.better === 'higher' ? to > from : to < from;
  if (isBetter) return [];
  return [
    {
      part: 'to',
      code: 'AIM_TO_NOT_BETTER',
      message: `For this indicator ${indicator.better} is better: aim for a value ${indicator.better} than the baseline.`,
    },
  ];
}

const noSuchDay = (part: 'baselineOn' | 'by'): AimProblem => ({
  part,
  code: 'AIM_NO_SUCH_DATE',
  message: 'That date does not exist: check the day and the month.',
});

function dayProblems({ baselineOn, by }: Aim): AimProblem[] {
  const wrong = (['baselineOn', 'by'] as const).filter((part) => {
    const day = part === 'by' ? by : baselineOn;
    return day !== null && !isDay(day);
  });
  if (wrong.length > 0 || baselineOn === null || by === null || by > baselineOn) return wrong.map(noSuchDay);
  return [{ part: 'by', code: 'AIM_BY_NOT_AFTER_BASELINE', message: 'Choose a day after the baseline.' }];
}

/** What keeps the aim from being complete, in the order of its parts; empty when it can go to review. */
export function aimProblems(aim: Aim): AimProblem[] {
  return [...missingParts(aim), ...valueProblems(aim), ...dayProblems(aim)];
}

/** The parts of the aim's sentence, for a translated template; a part that is not there yet is null. */
export interface AimSentence {
  /** `raise` or `lower`, by the direction that is better. */
  readonly verb: 'raise' | 'lower' | null;
  readonly indicator: string | null;
  readonly population: string | null;
  readonly from: AimValue | null;
  readonly to: AimValue | null;
  readonly by: string | null;
}

export interface AimValue {
  readonly value: number;
  readonly style: 'percent' | 'number';
  readonly unit: string | null;
}

/** Takes the aim apart for its sentence. */
export function aimSentence(aim: Aim): AimSentence {
  const { indicator } = aim;
  const valueOf = (value: number | null): AimValue | null => {
    if (value === null || indicator === null) return null;
    const percent = indicator.measureType === 'proportion';
    return { value, style: percent ? 'percent' : 'number', unit: percent ? null : indicator.unit };
  };
  return {
    verb: indicator && (indicator.better === 'higher' ? 'raise' : 'lower'),
    indicator: indicator?.name ?? null,
    population: aim.population?.name ?? null,
    from: valueOf(aim.from),
    to: valueOf(aim.to),
    by: aim.by,
  };
}

/** A value as people of the locale write it, at most one decimal: "23.6%", "14 days". */
export function formatAimValue({ value, style, unit }: AimValue, locale: string): string {
  const number = new Intl.NumberFormat(locale, {
    style: style === 'percent' ? 'percent' : 'decimal',
    maximumFractionDigits: 1,
  });
  if (style === 'percent') return number.format(value / 100);
  return unit === null ? number.format(value) : `${number.format(value)} ${unit}`;
}

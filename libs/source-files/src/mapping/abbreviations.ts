/** A column's name in the abbreviations of a publisher, spelled out. */
export interface SpelledName {
  period: string | null;
  /** The group's abbreviation and what it stands for. */
  group: { written: string; label: string } | null;
  /** What the number is of. */
  topic: string;
  /** "00" for all grades together. */
  grade: string | null;
  kind: 'share' | 'count';
}

/** Groups in the files of the federal EDFacts collection (achievement, participation and graduation rates). */
const groups: Readonly<Record<string, string>> = {
  ALL: 'All students',
  MAM: 'American Indian or Alaska Native',
  MAS: 'Asian or Pacific Islander',
  MBL: 'Black',
  MHI: 'Hispanic',
  MTR: 'Two or more races',
  MWH: 'White',
  F: 'Female',
  M: 'Male',
  CWD: 'Students with disabilities',
  ECD: 'Economically disadvantaged',
  LEP: 'English learners',
  HOM: 'Homeless',
  FCS: 'Foster care',
  MIG: 'Migrant',
  MIL: 'Military connected',
};

const subjects: Readonly<Record<string, string>> = {
  MTH: 'mathematics',
  RLA: 'reading',
  SCI: 'science',
};

const kinds: Readonly<Record<string, Pick<SpelledName, 'kind' | 'topic'>>> = {
  NUMVALID: { kind: 'count', topic: 'valid' },
  PCTPROF: { kind: 'share', topic: 'proficient' },
  NUMPART: { kind: 'count', topic: 'enrolled' },
  PCTPART: { kind: 'share', topic: 'participation' },
  COHORT: { kind: 'count', topic: 'cohort' },
  RATE: { kind: 'share', topic: 'graduation' },
};

const testColumn = /^([A-Z]{3})(\d\d|HS)?([A-Z]+)$/;
const schoolYear = /^\d{4}$/;

/** Spells out a name such as "MBL_MTH03PCTPROF_1718"; null for names that are not made of known abbreviations. */
export function spellOut(column: string): SpelledName | null {
  const tokens = column.trim().split(/[_\s]+/);
  const years = tokens.filter((token) => schoolYear.test(token));
  const [period = null] = years;
  const rest = tokens.filter((token) => !schoolYear.test(token));
  const named = rest.at(-1) ?? '';
  const [, subject = '', grade = null, measured = ''] = testColumn.exec(named) ?? [];
  const spelled = subjects[subject];
  const isTest = spelled !== undefined && kinds[measured] !== undefined;
  const kind = kinds[isTest ? measured : named];
  const written = rest.length > 1 ? (rest[0] ?? '') : '';
  const label = groups[written];
  // "Rate" alone is a word; a group, a subject or a year makes it an abbreviation.
  if (kind === undefined || rest.length > 2 || (written !== '' && label === undefined)) return null;
  if (!isTest && (label === undefined || period === null)) return null;
  return {
    period,
    group: label === undefined ? null : { written, label },
    topic: [...(isTest ? [spelled] : []), kind.topic].join(' '),
    grade: isTest ? grade : null,
    kind: kind.kind,
  };
}

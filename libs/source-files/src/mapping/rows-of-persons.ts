import type { ColumnProfile } from './profile.ts';

const person =
  '(?:students?|pupils?|child|children|participants?|clients?|respondents?|patients?|learners?|enrollees?|campers?|youth|estudiantes?|alumnos?|alumnas?|niños?|niñas?|participantes?|pacientes?)';

/** Identifiers that are a person's, whatever they look like. */
const personId = new RegExp(
  String.raw`^(?:(?:state|local|district|school|unique|national|medicaid)[ _-]*)*${person}(?:['’]?s)?[ _-]*(?:id(?:entifier)?s?|identification)(?:[ _-]*(?:number|no\.?|#|code))?$|^(?:ssid|lasid|sasid|uic|mrn|ssn)$|^(?:id|identificador|código)[ _-]*(?:del? (?:la )?)?${person}$|^medical record (?:number|no\.?)$|^social security(?: number)?$`,
  'iu',
);
/** What counts people as well as it names one: only codes of one length are a person's. */
const personNumber = new RegExp(String.raw`^${person}[ _-]*(?:number|no\.?|num|#|code|key|record)$`, 'iu');
/** What survey tools call the answer of one person. */
const responseId =
  /^(?:response|respondent|submission|entry|_?submission_?)[ _-]*(?:id|uuid|number|no\.?|#)$|^_uuid$/iu;
const birth =
  /^(?:(?:student|child|client|participant|patient)['’]?s? )?(?:d\.?o\.?b\.?|birth ?date|date of birth|fecha de nacimiento)$/iu;
const fullName = new RegExp(
  String.raw`^${person}(?:['’]?s)?[ _-]*(?:full[ _-]*)?name$|^nombre(?: completo)? del? (?:la )?${person}$`,
  'iu',
);
const firstName = new RegExp(
  String.raw`^(?:${person}['’]?s?[ _-]*)?(?:first|given|last|family|sur)[ _-]*name$|^apellidos?$`,
  'iu',
);
const ofOnePerson = /^(?:grade(?: level)?|gender|sex|race|ethnicity|race ?\/ ?ethnicity|age|grado|sexo|género|edad)$/iu;
/** When somebody sent a form. */
const momentName =
  /^(?:timestamp|marca temporal|submi(?:tted|ssion)(?: (?:at|on|date|time))?|(?:start|end|recorded|completed|completion|response)[ _-]*(?:date|time|at)|completed)$/iu;
const timeOfDay = /\b\d{1,2}:\d{2}\b/;
/** A question, or a sentence that a person agrees with. */
const question =
  /\?\s*(?:\(.*\))?$|^(?:q\d+[ .:_-]+)?(?:i|i['’]m|my|how|do|does|did|have|has|are|is|what|which|where|when|would|will|an? adult|people|teachers|adults|¿.+|me|yo|mis?) \p{L}/iu;
const answer =
  /^(?:(?:strongly |somewhat )?(?:dis)?agree|neither agree nor disagree|neutral|yes|no|maybe|not sure|unsure|(?:almost )?(?:never|always)|rarely|sometimes|often|seldom|not at all|a little|somewhat|very|quite a bit|a lot|extremely|prefer not to (?:say|answer)|poor|fair|good|very good|excellent|(?:muy |totalmente )?(?:de acuerdo|en desacuerdo)|sí|nunca|a veces|siempre|casi siempre|[0-9]|10)$/iu;
/** Rows of groups say how many people they are of. */
const countOfPeople =
  /^(?:n|#|count|total|number|respondents|responses|n ?size|sample(?: size)?|denominator|enrollment|population)$|\b(?:number of|total (?:students|responses|respondents)|n ?size|respondents|enrollment|enrolled|tested)\b|[ _(]n\)?$/iu;
const fewestAnswers = 2;
const fewestRows = 3;

const isFilled = ({ blank, cells }: ColumnProfile): boolean => blank * 2 < cells;
const isOtherOnEachRow = ({ distinct, cells, blank }: ColumnProfile): boolean => distinct >= (cells - blank) * 0.9;

function isPersonId(profile: ColumnProfile): boolean {
  const { column, frequent, shortest, longest, distinct, cells } = profile;
  const name = column.trim();
  if (!isFilled(profile) || frequent.length === 0) return false;
  if (personId.test(name)) return true;
  if (responseId.test(name)) return cells >= fewestRows && isOtherOnEachRow(profile);
  const isCode = frequent.every(({ text }) => /^[\w-]+$/.test(text) && /\d/.test(text)) && shortest === longest;
  return personNumber.test(name) && isCode && longest >= 5 && distinct > 1 && isOtherOnEachRow(profile);
}

const isAnswers = ({ column, frequent, distinct, cells }: ColumnProfile): boolean =>
  question.test(column.trim()) &&
  distinct <= 12 &&
  distinct < cells &&
  frequent.every(({ text }) => answer.test(text.trim()));

/**
 * The column by which a file shows that each of its rows is one person, and no group of people: an identifier, a name, a
 * day of birth, or the moment at which a form was sent; undefined where the rows are of groups. Such rows are children
 * one by one: nothing of them may be kept, so that this is told before anything is.
 */
export function columnOfPersons(profiles: readonly ColumnProfile[]): string | undefined {
  const filled = profiles.filter(isFilled);
  const id = filled.find(isPersonId);
  if (id !== undefined) return id.column;
  const named = filled.find(({ column, distinct }) => fullName.test(column.trim()) && distinct > 1);
  if (named !== undefined) return named.column;
  const born = filled.find(({ column, distinct }) => birth.test(column.trim()) && distinct > 1);
  if (born !== undefined) return born.column;
  const names = filled.filter(({ column }) => firstName.test(column.trim()));
  if (names.length > 1 && filled.some(({ column }) => ofOnePerson.test(column.trim()))) return names[0]?.column;
  if (profiles.some(({ column }) => countOfPeople.test(column.trim()))) return undefined;
  const answers = filled.filter(isAnswers);
  const when = filled.find(
    (profile) =>
      momentName.test(profile.column.trim()) &&
      profile.cells >= fewestRows &&
      isOtherOnEachRow(profile) &&
      profile.frequent.every(({ text }) => timeOfDay.test(text)),
  );
  if (when !== undefined) return when.column;
  return answers.length >= fewestAnswers ? answers[0]?.column : undefined;
}

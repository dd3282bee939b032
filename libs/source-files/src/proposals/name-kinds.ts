/** What a column's name says its numbers are, beside what they are of. */
export type NumberKind = 'share' | 'count' | 'average' | 'bound' | 'comparison';

const bound =
  /\b(?:CI|C\.I\.|\d\d ?CI|confidence|credible|margins? of error|error margin|moe|std\.? ?(?:err(?:or)?|dev)|standard (?:err(?:or)?|deviation)s?|LCL|UCL|LCI|UCI|LB|UB|CV|coefficient of variation|(?:lower|upper) (?:bound|limit|bd|end|ci|\d\d)|(?:low|high) ?est(?:imate)?|interval|variance)\b|\d\dCI\b|\b(?:lower|upper)$|±|\+\/-/i;
const comparison =
  /\b(?:ranks?|ranking|quartiles?|quintiles?|deciles?|percentiles?|z[- ]?scores?|p[- ]?values?|change|changes|difference|diff|gap|goals?|targets?|benchmark year|improvement|trend|rate ratio|index of|unreliable|footnotes?|flags?|significan(?:t|ce)|weights|(?:sample|sampling|survey|person|final|student) weight|^weight$|weighted n|latitude|longitude|lat|lon|objectid|shape (?:area|length)|points? earned|star rating)\b/i;
const share = /%|\b(?:percent|percents|pct|percentage|rate|rates|share|proportion|pctg|perc|prcnt)\b/i;
const average = /\b(?:average|avg|mean|median|score per|ratio|index|dollars?)\b|\$/i;
const count =
  /#|\b(?:n|counts?|numbers?|num|no\.|denom(?:inator)?|numerator|cohort|tested|enrolled|enrollment|enrolment|size|total|totals|students|pupils|members?|membership|population|universe|eligible|participants?|headcount|scored|valid)\b(?!\s*of error)/i;

/**
 * What a name says its numbers are: a share, a count, an average, a bound of another number (a confidence limit, a
 * margin of error), or how it compares (a rank, a change, a target). Null where it says nothing.
 */
export function kindOfName(name: string): NumberKind | null {
  const text = name.replaceAll('_', ' ');
  if (bound.test(text)) return 'bound';
  if (comparison.test(text)) return 'comparison';
  if (share.test(text)) return 'share';
  if (average.test(text)) return 'average';
  return count.test(text) ? 'count' : null;
}

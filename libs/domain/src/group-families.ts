/** What groups are groups of, where their names say it; `everybody` is a total that is written like a group. */
export const groupFamilies = [
  'everybody',
  'race',
  'sex',
  'language',
  'disability',
  'income',
  'grade',
  'age',
  'housing',
  'foster_care',
  'migrant',
  'military',
  'gifted',
] as const;
export type GroupFamily = (typeof groupFamilies)[number];

/** Words of each family, as schools and statistical offices in the United States write them, and their Spanish. */
const words: Readonly<Record<GroupFamily, RegExp>> = {
  everybody:
    /^(?:all|total|everyone|everybody|overall|todos|todas|total population|grand total|whole group|aggregate|combined|(?:all|total) (?:students|pupils|children|people|persons|races|groups|grades|genders|sexes|ages|residents|births|youth|adults|enrollment|student groups|racial\/ethnic groups|(?:los )?estudiantes)|(?:students|pupils|children|population|enrollment)[ ,:-]+(?:all|total)|todos los (?:estudiantes|niños|alumnos))$/,
  race: /\b(?:white|black|african[- ]american|asian|hispanic|latin[oaxe]s?|latin@|native american|american indian|alaska(?:n)? native|indigenous|(?:native )?hawaiian|pacific islander|two or more(?: races)?|more than one race|multi-?racial|multi-?ethnic|mixed race|middle eastern|other race|some other race|race unknown|unknown race|race not (?:given|reported|stated)|person of color|students of color|non-?white|caucasian|blancos?|negros?|asiáticos?|hispanos?|indígenas?)\b/,
  sex: /\b(?:female|male|girls?|boys?|women|men|woman|man|non-?binary|gender x|mujer(?:es)?|hombres?|niñas|femenino|masculino)\b/,
  language:
    /\b(?:english[- ](?:language[- ])?learners?|non-?english[- ]learners?|ells?|els?|mlls?|emls?|esl|lep|limited english|english proficient|proficient in english|multilingual learners?|english only|dual language|aprendices de inglés)\b/,
  disability:
    /\b(?:disabilit(?:y|ies)|disabled|swds?|ieps?|(?:special|general) ed(?:ucation)?|sped|504(?: plan)?|discapacidad(?:es)?)\b/,
  income:
    /\b(?:low[- ]income|(?:economically|socio-?economically)[- ](?:dis)?advantaged|economic(?:ally)? disadvantaged?|free (?:and|or|\/|&) ?reduced|free[ -]?\/[ -]?reduced|reduced[- ]price|frl|frpm?l?|free lunch|free meals?|poverty|poor|medicaid|snap|tanf|wic|bajos ingresos|directly certified|high[- ]needs?)\b/,
  grade:
    /\b(?:grades? (?:k|pk|\d{1,2})|(?:k|pk|\d{1,2})(?:st|nd|rd|th)? grades?|pre-?k(?:indergarten)?|kindergarten(?:ers)?|freshm[ae]n|sophomores?|juniors?|seniors?|grado \d{1,2})\b/,
  age: /\b(?:ages? \d|aged \d|\d{1,3} ?(?:-|–|to) ?\d{1,3} ?(?:years?|yrs?|months?|mos?)|under \d{1,3}(?: years?)?|\d{1,3} (?:years? )?(?:and|or) (?:over|older)|infants?|toddlers?|preschoolers?|años)\b|^\d{1,3} ?(?:-|–|to) ?\d{1,3}$|^\d{1,3}\+$|^(?:<|under) ?\d{1,3}$/,
  housing: /\b(?:homeless(?:ness)?|mckinney|unhoused|housing (?:in)?stability|sin hogar)\b/,
  foster_care: /\bfoster\b/,
  migrant: /\b(?:migrant|migratory)\b/,
  military: /\bmilitary\b/,
  gifted: /\b(?:gifted|talented)\b/,
};

/**
 * What a group's name says it is a group of. A name with words of two families ("Black girls") is a crossing and has
 * none; neither has a name that nobody knows.
 */
export function familyOfGroup(label: string): GroupFamily | null {
  const text = label
    .trim()
    .replaceAll(/[_\s]+/g, ' ')
    .toLowerCase();
  const found = groupFamilies.filter((family) => words[family].test(text));
  const [first, second, ...more] = found;
  if (first === undefined || second === undefined || first === 'everybody') return first ?? null;
  // A band of grades can read like a band of ages; every other pair of words is a crossing.
  return first === 'grade' && second === 'age' && more.length === 0 ? first : null;
}

/** Where a text names groups of people: the words of each family, without those of everybody. */
export function groupWordsIn(text: string): { start: number; end: number; family: GroupFamily }[] {
  const lower = text.toLowerCase();
  return groupFamilies
    .filter((family) => family !== 'everybody')
    .flatMap((family) =>
      [...lower.matchAll(new RegExp(words[family].source, 'g'))].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        family,
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Words by which a column or a dimension says of which family its groups are. */
const dimensionWords: Readonly<Partial<Record<GroupFamily, RegExp>>> = {
  race: /\brac(?:e|ial)|ethnic|\braza|etnia|étnic/,
  sex: /\bsex|gender|género/,
  language: /language|english|\b(?:ell?|lep|mll)\b|idioma|lengua/,
  disability: /disab|special ed|\b(?:iep|swd|sped)\b|discapacidad/,
  income: /income|lunch|econom|poverty|\b(?:frl|frpl|ses)\b|ingreso/,
  grade: /\bgrades?\b|\bgrados?\b/,
  age: /\bages?\b|edad/,
  housing: /homeless|housing|vivienda/,
  foster_care: /foster/,
  migrant: /migra/,
  military: /militar/,
  gifted: /gifted|talented/,
};

/** What the name of a column or a dimension says its groups are groups of; null where it says none or several. */
export function familyOfDimension(name: string): GroupFamily | null {
  const text = name.replaceAll(/[_\s]+/g, ' ').toLowerCase();
  const found = groupFamilies.filter((family) => dimensionWords[family]?.test(text));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whether the name of a column says nothing of what its groups are groups of ("Subgroup", "Category"). */
export const isBareName = (name: string): boolean =>
  familyOfDimension(name) === null &&
  /group|categor|demograph|populat|breakdown|classif|\btypes?\b|\bkinds?\b|\blabels?\b|\blevels?\b|\bnames?\b|column|status|students?|grupo|categor|poblaci|desglose|\btipo/i.test(
    name.replaceAll('_', ' '),
  );

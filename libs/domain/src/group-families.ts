/** What groups are groups of, where their names say it; `everybody` is a total that is written like a group. */
export const groupFamilies = [
  'everybody',
  'race',
  'sex',
  'language',
  'home_language',
  'disability',
  'income',
  'insurance',
  'grade',
  'age',
  'housing',
  'foster_care',
  'migrant',
  'military',
  'gifted',
  'first_generation',
] as const;
export type GroupFamily = (typeof groupFamilies)[number];

/** Words of each family, as schools and statistical offices in the United States write them, and their Spanish. */
const words: Readonly<Record<GroupFamily, RegExp>> = {
  everybody:
    /^(?:all|total|everyone|everybody|overall|todos|todas|total population|(?:grand|sub) ?totals?|whole group|aggregate|combined|(?:all|total) (?:(?:tested|enrolled|eligible|assessed|served|public school|resident|live) )?(?:students|pupils|learners|children|youths?|people|persons|individuals|clients|participants|families|households|races|groups|grades|genders|sexes|ages|residents|births|mothers|infants|adults|enrollment|kindergart(?:eners|ners)|student groups|racial\/ethnic groups|(?:los )?estudiantes)|(?:students|pupils|children|population|enrollment)[ ,:-]+(?:all|total)|(?:state|district|division|county|city|school|campus|system|agency|site|program)[- ]?wide|both (?:sexes|genders)|ambos sexos|total, \d{1,3} years and (?:over|older)|todos los (?:estudiantes|niños|alumnos))$/,
  race: /\b(?:white|black|african[- ]american|afr\.? am\.?|asian|hispanic|latin[oaxe]s?|latin@|native american|nat\.? am\.?|american indian|am(?:er)?\.? ind(?:ian)?\.?|alaska(?:n)? native|ai\/?an|aapi|api|nhpi|non-?indigenous|indigenous|aboriginal|torres strait|first nations|(?:native )?hawaiian|pac(?:ific|\.)? isl(?:ander)?\.?|two or more(?: races)?|(?:2|two) ?(?:\+|or more) races|more than one race|multiple races|multi-?rac(?:ial|e)|bi-?racial|multi-?ethnic|mixed race|middle eastern|mena|other race|some other race|race unknown|unknown race|race not (?:given|reported|stated)|person of color|students of color|bipoc|non-?white|caucasian|blancos?|negros?|asiáticos?|hispanos?|indígenas?)\b/,
  sex: /\b(?:female|male|girls?|boys?|women|men|woman|man|non-?binary|gender[- ](?:x|diverse|expansive|fluid|non-?conforming|unknown|not (?:stated|reported))|(?:another|other|unknown) gender|transgender|genderqueer|mujer(?:es)?|hombres?|niñas|femenino|masculino)\b|^[fmx]$/,
  language:
    /\b(?:english[- ](?:language[- ])?learners?|non-?english[- ]learners?|emergent bilinguals?|ebs?|ells?|els?|mlls?|emls?|eal|esl|lep|lbote|limited english|english proficient|proficient in english|multilingual learners?|english only|dual language|aprendices de inglés)\b/,
  home_language:
    /^(?:english|spanish|chinese|mandarin|cantonese|vietnamese|arabic|somali|russian|ukrainian|portuguese|haitian creole|hmong|korean|tagalog|french|german|polish|urdu|bengali|navajo|inglés|español)(?:[- ]speak(?:ing|ers?)| (?:spoken )?at home)?$|\b(?:other|another) language\b/,
  disability:
    /\b(?:disabilit(?:y|ies)|disabled|swo?ds?|ieps?|(?:special|general) ed(?:ucation)?|gen\.? ed|sped|504(?: plan)?|discapacidad(?:es)?)\b/,
  income:
    /\b(?:low[- ]income|(?:economically|socio-?economically)[- ](?:dis)?advantaged|eco(?:n|nomic(?:ally)?)?\.? ?dis(?:adv(?:antaged?)?)?|free (?:and|or|\/|&) ?reduced|free[ -]?\/[ -]?reduced|reduced[- ](?:price|lunch)|full[- ]price|paid (?:lunch|meals)|frl|frpm?l?|fsm|free (?:school )?(?:lunch|meals?)|poverty|poor|snap|tanf|wic|bajos ingresos|direct(?:ly)? certified|high[- ]needs?)\b/,
  insurance:
    /\b(?:medicaid|medicare|chip|tricare|uninsured|insured|self-?pay|(?:private|public|commercial|no|other) insurance|privately insured|seguro (?:privado|público)|sin seguro)\b/,
  grade:
    /\b(?:gr(?:ade)?s?\.? ?(?:k|pk|\d{1,2})|(?:k|pk|\d{1,2})(?:st|nd|rd|th)? grades?|pre-?k(?:indergarten)?|kindergarten(?:ers)?|freshm[ae]n|sophomores?|juniors?|seniors?|grado \d{1,2})\b/,
  age: /\b(?:ages? (?:\d{1,3}(?: ?(?:-|–|to) ?\d{1,3}| ?\+)?|missing|unknown|not (?:stated|reported))|aged \d|\d{1,3} ?(?:-|–|to) ?\d{1,3} ?(?:years?|yrs?|months?|mos?)|under \d{1,3}(?: years?)?|\d{1,3} (?:years? )?(?:and|or) (?:over|older)|infants?|toddlers?|preschoolers?|años)\b|^\d{1,2} years?(?: olds?)?$|^\d{1,3} ?(?:-|–|to) ?\d{1,3}$|^\d{1,3} ?\+$|^(?:<|under) ?\d{1,3}$|^(?:adults?|minors)\b|^children \(/,
  housing:
    /\b(?:homeless(?:ness)?|(?:stably )?housed|(?:un)?sheltered|doubled[- ]up|mckinney|unhoused|housing (?:in)?stability|sin hogar)\b/,
  foster_care: /\bfoster\b/,
  migrant: /\b(?:migrant|migratory)\b/,
  military: /\b(?:military|veterans?)\b/,
  gifted: /\b(?:gifted|talented)\b/,
  first_generation: /\b(?:first|continuing)[- ]gen(?:eration)?\b/,
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

/** Families whose words are as often what is measured ("Percent uninsured") as whom. */
const measuredFamilies: readonly GroupFamily[] = ['everybody', 'insurance'];

/** Where a text names groups of people: the words of each family, without those of everybody. */
export function groupWordsIn(text: string): { start: number; end: number; family: GroupFamily }[] {
  const lower = text.toLowerCase();
  return groupFamilies
    .filter((family) => !measuredFamilies.includes(family))
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
  sex: /\bsex|gender|género|\bsexo/,
  language: /(?<!home |primary |spoken |native |first )language|english|\b(?:ell?|lep|mll)\b|idioma|lengua/,
  home_language: /\b(?:home|primary|spoken|native|first) language/,
  disability: /disab|special ed|\b(?:iep|swd|sped)\b|discapacidad/,
  income: /income|lunch|econom|poverty|free meals|\b(?:frl|frpl|ses)\b|ingreso/,
  insurance: /insur|payer|payor|seguro/,
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
  /group|categor|demograph|characteristic|descri|disaggreg|strat(?:um|a|ification)|subset|segment|eligib|cohort type|populat|breakdown|classif|\btypes?\b|\bkinds?\b|\blabels?\b|\blevels?\b|\bnames?\b|column|status|students?|grupo|categor|poblaci|desglose|\btipo/i.test(
    name.replaceAll('_', ' '),
  );

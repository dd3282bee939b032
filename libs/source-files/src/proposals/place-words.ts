import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { ColumnProfile } from '../mapping/profile.ts';

/** Words of levels, by the kind that they name; the narrower kinds come first. */
const kindWords: readonly (readonly [PlaceKind, RegExp])[] = [
  ['tract', /\btracts?\b/i],
  [
    'school',
    /\b(?:schools?|sch|campus|building|bldg|escuelas?)\b(?!\s*(?:district|system|division|corporation|board))/i,
  ],
  ['site', /\b(?:sites?|clinics?|branch|location|shelter|hospital|library|health center|clínica|clinica|centro)\b/i],
  ['program', /\bprograms?\b/i],
  ['neighborhood', /\b(?:neighbou?rhoods?|community area|ward|zip(?: ?codes?)?|zctas?)\b/i],
  [
    'district',
    /\b(?:districts?|dist|leas?|lea name|distrito|school system|division|corporation|local education|local authorit(?:y|ies)|la|agency|esc|usd)\b/i,
  ],
  [
    'town',
    /\b(?:towns?|city|cities|municipality|municipalities|municipios?|comunas?|village|borough|ciudad|pueblo)\b/i,
  ],
  ['county', /\b(?:county|counties|cnty|parish|parishes|condados?|provincias?)\b/i],
  [
    'region',
    /\b(?:regions?|regional|isds?|resas?|intermediate (?:school )?district|service area|boces|zone|consortium|co ?cs?|continuum of care|regi(?:ón|ones)|comunidad(?:es)? aut[óo]nomas?|comunidades y ciudades aut[óo]nomas|ccaa)(?!\p{L})/iu,
  ],
  ['state', /\b(?:states?|statewide|commonwealth|estados?)\b/i],
  ['nation', /\b(?:nation|national|country|u\.?s\.?a?|united states)\b/i],
];

/** How narrow the places are that a column's name names: a school lies in a district. Lower is narrower. */
export function rankOfWords(text: string): number {
  const kind = kindOfWords(text);
  const rank = kindWords.findIndex(([each]) => each === kind);
  return rank === -1 ? kindWords.length : rank;
}

/** Whether places of the kind that a column's name names have others within them: districts do, programs do not. */
export const enclosesOthers = (text: string): boolean =>
  ['district', 'town', 'county', 'region', 'state', 'nation'].includes(kindOfWords(text) ?? '');

/** The kind of place that a column's name or a level's word names. */
export function kindOfWords(text: string): PlaceKind | undefined {
  const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
  // "School District" is a district, "State" alone a state.
  return kindWords.find(([, pattern]) => pattern.test(words))?.[0];
}

const states =
  'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|west virginia|virginia|washington|wisconsin|wyoming|puerto rico|district of columbia|guam';
const totalOfState = new RegExp(
  `^(?:state(?:wide)?(?: of (?:${states}))?(?:[ -]*(?:total|totals|average|level|summary))?|(?:total|totals|grand total|all)(?:[ -]+(?:state|districts|schools|counties|public schools))?|(?:${states})(?: \\(?(?:state|statewide|total)\\)?)?)$`,
  'i',
);
const totalOfCounty =
  /^(?:(?:county|parish)(?:[- ]?wide)?[ -]*totals?|county-?wide|total county|all (?:cities|towns))$/i;
/** "All centers", "Program total": of what, only the file's titles may say. */
const totalOfSites =
  /^(?:all|total) (?:cent(?:er|re)s|sites|programs|agencies|clinics|branches|librar(?:y|ies)|places|locations|zip codes|tracts)$|^(?:city|district|region(?:al)?|program|agency|system|network)(?:[- ]?wide)? totals?$/i;
const stateName = new RegExp(`(?<!\\p{L})(?:${states})(?!\\p{L})(?! (?:county|city|township|parish))`, 'iu');
const countyName = /(?<!\p{L})(?:\p{Lu}[\p{L}.'’-]*\s){1,3}(?:County|Parish)(?!\p{L})/u;
/** Nations that publish of themselves. Towns have such names too: Scotland in Connecticut, Mexico in Maine. */
const ownNation =
  /^(?:england|scotland|wales|northern ireland|ireland|canada|méxico|mexico|españa|spain|australia|new zealand)(?: \(.*\))?$/i;
const totalOfNation =
  /^(?:united states(?: of america)?|u\.?s\.?a?\.?|united kingdom|great britain|nation(?:al|wide)?(?: total)?|total nacional|(?:todo el )?país|nacional)$/i;

/** Whether a label is that of the place in which all others of a file lie, and what that is. */
export function totalKind(label: string): PlaceKind | undefined {
  const text = label.trim();
  if (totalOfNation.test(text)) return 'nation';
  if (totalOfCounty.test(text)) return 'county';
  if (totalOfSites.test(text)) return 'region';
  return totalOfState.test(text) ? 'state' : undefined;
}

/** Whether a label is the name of a nation, and perhaps of a town. */
export const isNation = (label: string): boolean => ownNation.test(label.trim());

/** Words of a total that say of which level it is, where it is no name. */
const saysLevel = /^(?:state|county|parish)|(?:nation|nacional|u\.?s)/i;

/** The place of all others as a text names it: a label of a total, or a title. */
export function placeNamedIn(text: string): { name: string; kind: PlaceKind } | undefined {
  const nation = /(?<!\p{L})united states(?: of america)?(?!\p{L})/iu.exec(text)?.[0];
  const county = countyName.exec(text)?.[0];
  const state = stateName.exec(text)?.[0];
  if (county !== undefined) return { name: county, kind: 'county' };
  if (state !== undefined) return { name: state, kind: 'state' };
  return nation === undefined ? undefined : { name: nation, kind: 'nation' };
}

/** Whether a total's label says the level of its place ("Statewide"), and not only that it is one ("Total"). */
export const saysItsLevel = (label: string): boolean => saysLevel.test(label.trim());

/** Summary levels of the Census Bureau: the first three digits of its codes, before "US" ("0500000US34001"). */
const summaryLevels: Readonly<Record<string, PlaceKind>> = {
  '010': 'nation',
  '040': 'state',
  '050': 'county',
  '060': 'town',
  '140': 'tract',
  '160': 'town',
  '950': 'district',
  '960': 'district',
  '970': 'district',
};

/** The kind of place that all codes of the Census Bureau in a column are of. */
export function kindOfCensusCodes(code: ColumnProfile | undefined): PlaceKind | undefined {
  const levels = new Set(code?.frequent.map(({ text }) => /^(\d{3})\w{4}US\d*$/.exec(text)?.[1] ?? ''));
  const [level = ''] = levels;
  return levels.size === 1 ? summaryLevels[level] : undefined;
}

/**
 * The words that stand for a parameter of a refusal: which kind of row was not found (`noun`, by its table), and by what
 * two of a kind are told apart (`property`). Spanish brings its pronoun along, because it follows the gender.
 */
const english = {
  noun: {
    action: 'action',
    action_plan: 'plan',
    change_idea: 'change idea',
    charter: 'charter',
    cycle: 'test',
    cycle_question: 'question',
    data_source: 'source',
    driver: 'driver',
    escalation: 'ask',
    factor: 'factor',
    import: 'file',
    indicator: 'indicator',
    leadership_table: 'leadership table',
    member: 'member',
    network: 'network',
    organization: 'organization',
    outcome: 'outcome',
    place: 'place',
    population: 'population',
    practice: 'practice',
    site: 'site',
    strategy: 'strategy',
    other: 'item',
  },
  property: {
    name: 'name',
    label: 'label',
    email: 'e-mail address',
    number: 'number',
    code: 'code',
    slug: 'short name',
    periodStart: 'period',
    relation: 'link',
    secretHash: 'secret',
    keyHash: 'key',
    once: 'occasion',
    other: 'description',
  },
} as const;

/** A kind of word, and the parameter of a text in which it stands. */
type Kind = keyof typeof english;
type Words = { readonly [K in Kind]: Readonly<Record<keyof (typeof english)[K], string>> };

const spanish: Words = {
  noun: {
    action: 'esa acción',
    action_plan: 'ese plan',
    change_idea: 'esa idea de cambio',
    charter: 'esa carta',
    cycle: 'esa prueba',
    cycle_question: 'esa pregunta',
    data_source: 'esa fuente',
    driver: 'ese impulsor',
    escalation: 'esa petición',
    factor: 'ese factor',
    import: 'ese archivo',
    indicator: 'ese indicador',
    leadership_table: 'esa mesa directiva',
    member: 'esa persona',
    network: 'esa red',
    organization: 'esa organización',
    outcome: 'ese resultado',
    place: 'ese lugar',
    population: 'esa población',
    practice: 'esa práctica',
    site: 'ese sitio',
    strategy: 'esa estrategia',
    other: 'ese elemento',
  },
  property: {
    name: 'este nombre',
    label: 'esta etiqueta',
    email: 'esta dirección de correo',
    number: 'este número',
    code: 'este código',
    slug: 'este nombre corto',
    periodStart: 'este período',
    relation: 'este vínculo',
    secretHash: 'este secreto',
    keyHash: 'esa clave',
    once: 'esa ocasión',
    other: 'esta descripción',
  },
};

const languages: Readonly<Record<string, Words>> = { en: english, es: spanish };
const isKind = (name: string): name is Kind => Object.hasOwn(english, name);

/** What a text writes for a parameter: the word of the language where it is one of these, otherwise the value itself. */
export function refusalWord(language: string, name: string, value: string): string {
  if (!isKind(name)) return value;
  const words: Readonly<Record<string, string>> = (languages[language.split('-')[0] ?? ''] ?? english)[name];
  return words[value] ?? words['other'] ?? value;
}

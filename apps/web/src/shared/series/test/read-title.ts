/** What a title says: its parts, read out of its words. */
export interface Said {
  /** `rose`, `fell`, `same`, `two` values beside each other, `one`, or `noData`. */
  phrase: string;
  /** Values and periods in their order. */
  ends: string[];
  /** `improvement`, `concern`, `change`, `few` or `many` crossings, `none`, `tooFew`, `tooFewUseful`; empty for none. */
  verdict: string;
  /** When: `since P3`, `in P3`, `from P3 to P5`, `after P3`, or empty. */
  when: string;
  /** The signal the other way and when, or empty. */
  opposite: string;
  /** The number of points that it calls too few. */
  few: string | null;
}

type Patterns = Record<string, RegExp>;

const when = {
  en: String.raw`( since P\d+| in P\d+| from P\d+ to P\d+| after P\d+|)`,
  es: String.raw`( desde P\d+| en P\d+| de P\d+ a P\d+| después de P\d+|)`,
} as const;
const since = { en: String.raw`( since P\d+|)`, es: String.raw`( desde P\d+|)` } as const;

const value = String.raw`(.+?)(?:%| percentage points?| puntos? porcentual(?:es)?)`;

const words: Record<'en' | 'es', { phrases: Patterns; verdicts: Patterns }> = {
  en: {
    phrases: {
      rose: new RegExp(` (?:rose|widened) from ${value} in (P\\d+) to ${value} in (P\\d+);`),
      fell: new RegExp(` (?:fell|narrowed) from ${value} in (P\\d+) to ${value} in (P\\d+);`),
      same: new RegExp(`: ${value} both in (P\\d+) and in (P\\d+);`),
      one: new RegExp(`: ${value} in (P\\d+); one point cannot show a change$`),
      two: new RegExp(`: ${value} in (P\\d+), ${value} in (P\\d+);`),
      noData: /: no (?:values to show yet|period in which both have a published value)$/,
    },
    verdicts: {
      improvement: new RegExp(`; the data show a signal of (?:improvement|narrowing)${when.en}( and one of .+)?$`),
      concern: new RegExp(`; the data show a signal of (?:concern|widening)${when.en}( and one of .+)?$`),
      change: new RegExp(`; the data show a signal of change${when.en}$`),
      few: /; the data show a signal of change: they cross the centre line less often than chance allows$/,
      many: /; the data show a signal of change: they cross the centre line more often than chance allows$/,
      none: new RegExp(`; no signal of change${since.en}$`),
      tooFew: new RegExp(`; too few points for a signal${since.en}: \\d+ points? \\(10 needed\\)$`),
      tooFewUseful: new RegExp(`; too few points off the centre line for a signal${since.en}: \\d+ \\(10 needed\\)$`),
    },
  },
  es: {
    phrases: {
      rose: new RegExp(`: (?:sube|se amplía) de ${value} en (P\\d+) a ${value} en (P\\d+);`),
      fell: new RegExp(`: (?:baja|se estrecha) de ${value} en (P\\d+) a ${value} en (P\\d+);`),
      same: new RegExp(`: ${value} tanto en (P\\d+) como en (P\\d+);`),
      one: new RegExp(`: ${value} en (P\\d+); un solo punto no muestra cambio$`),
      two: new RegExp(`: ${value} en (P\\d+), ${value} en (P\\d+);`),
      noData: /: (?:todavía no hay datos para mostrar|ningún período en el que ambos tengan un valor publicado)$/,
    },
    verdicts: {
      improvement: new RegExp(
        `; los datos muestran una señal de (?:mejora|que se estrecha)${when.es}( y (?:una|otra) de .+)?$`,
      ),
      concern: new RegExp(
        `; los datos muestran una señal de (?:alerta|que se amplía)${when.es}( y (?:una|otra) de .+)?$`,
      ),
      change: new RegExp(`; los datos muestran una señal de cambio${when.es}$`),
      few: /; los datos muestran una señal de cambio: cruzan la línea central menos veces de lo que permite el azar$/,
      many: /; los datos muestran una señal de cambio: cruzan la línea central más veces de lo que permite el azar$/,
      none: new RegExp(`; sin señal de cambio${since.es}$`),
      tooFew: new RegExp(`; muy pocos puntos para una señal${since.es}: \\d+ puntos? \\(se necesitan 10\\)$`),
      tooFewUseful: new RegExp(
        `; muy pocos puntos fuera de la línea central para una señal${since.es}: \\d+ \\(se necesitan 10\\)$`,
      ),
    },
  },
};

const spanish: readonly [RegExp, string][] = [
  [/^después de /, 'after '],
  [/^desde /, 'since '],
  [/^en /, 'in '],
  [/^de (P\d+) a /, 'from $1 to '],
];

const english = (text: string): string => spanish.reduce((all, [from, to]) => all.replace(from, to), text.trim());

function oppositeIn(text: string): string {
  const found = /(?: and one of| y (?:una|otra) de) (que se estrecha|que se amplía|\S+)(.*)$/.exec(text);
  if (!found) return '';
  const isGood = /improvement|narrowing|mejora|estrecha/.test(found[1] ?? '');
  return `${isGood ? 'improvement' : 'concern'} ${english(found[2] ?? '')}`.trim();
}

/** Reads a title back, whatever its language, so that both can be compared with one truth. */
export function readTitle(text: string, language: 'en' | 'es'): Said {
  const title = text.replaceAll('\u00a0', ' ');
  const { phrases, verdicts } = words[language];
  const phrase = Object.keys(phrases).find((key) => phrases[key]?.test(title)) ?? 'none';
  const found = Object.keys(verdicts).filter((key) => verdicts[key]?.test(title));
  const verdict = found.join(' and ');
  const match = verdicts[verdict]?.exec(title);
  const few = verdict.startsWith('tooFew') ? (/: (\d+)(?: points?| puntos?)? \(/.exec(title)?.[1] ?? null) : null;
  return {
    phrase,
    ends: phrases[phrase]?.exec(title)?.slice(1) ?? [],
    verdict,
    when: english(match?.[1] ?? ''),
    opposite: oppositeIn(match?.[2] ?? ''),
    few,
  };
}

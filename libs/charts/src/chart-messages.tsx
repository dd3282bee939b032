import type { ChartLocale, FlagKind, PointSignal, XmrAssurance, XmrVariation } from './chart-types.tsx';

/** The charts' own words. Each is a whole phrase, so that a translation can order its parts as its language does. */
export type ChartMessages = {
  percentagePoints: string;
  hiddenValue: string;
  noValue: string;
  between: (low: string, high: string) => string;
  atLeast: (value: string) => string;
  atMost: (value: string) => string;
  count: (numerator: string, denominator: string) => string;
  denominator: (denominator: string) => string;
  signal: Record<PointSignal, string>;
  excluded: (reason: string) => string;
  excludedKey: string;
  rangeKey: string;
  centre: Record<'median' | 'mean', string>;
  target: string;
  dashedTarget: (value: string) => string;
  baseline: string;
  limits: string;
  freeze: string;
  phase: string;
  flag: Record<FlagKind, string>;
  flagName: (number: number, kind: string, title: string, date: string) => string;
  flagsHeading: string;
  openFlag: string;
  interactiveChart: string;
  keys: (flags: boolean) => string;
  empty: string;
  gapOf: (size: string) => string;
  gapChart: (measure: string, group: string, other: string) => string;
  sitesUsing: (using: string, eligible: string) => string;
  sitesUsingOnly: (using: string) => string;
  eligible: (eligible: string) => string;
  table: {
    period: string;
    value: string;
    numerator: string;
    denominator: string;
    note: string;
    hidden: string;
    missing: string;
    series: string;
    start: string;
    lower: string;
    upper: string;
    lowerLimit: string;
    upperLimit: string;
    signal: string;
    mark: string;
    gap: string;
    suppressed: string;
    range: string;
    none: string;
    left: string;
  };
  xmr: {
    heading: string;
    variation: Record<XmrVariation, string>;
    assurance: Record<XmrAssurance, string>;
    tooFew: (needed: number) => string;
    short: (needed: number) => string;
  };
  keyLine: Record<PointSignal, string>;
  source: (source: string) => string;
  caveat: {
    tooFew: (points: number, needed: number) => string;
    tooFewForLimits: (points: number, needed: number) => string;
    latest: (periods: number, earlier: number) => string;
    annual: string;
    hidden: (mark: string) => string;
    ranges: string;
    excluded: (points: number) => string;
  };
  finding: {
    subject: (measure: string, population: string | null) => string;
    fell: (from: string, fromPeriod: string, to: string, toPeriod: string) => string;
    rose: (from: string, fromPeriod: string, to: string, toPeriod: string) => string;
    same: (value: string, fromPeriod: string, toPeriod: string) => string;
    two: (from: string, fromPeriod: string, to: string, toPeriod: string) => string;
    improvement: string;
    concern: string;
    noSignal: string;
    tooFew: (points: number | null, needed: number) => string;
    tooFewUseful: (useful: number, needed: number) => string;
    during: (from: string, to: string) => string;
    one: (value: string, period: string) => string;
    single: string;
    noData: string;
  };
  alternative: {
    chart: (subject: string, periods: number, from: string, to: string) => string;
    empty: (subject: string) => string;
    ends: (first: string, firstPeriod: string, last: string, lastPeriod: string) => string;
    one: (value: string, period: string) => string;
    range: (low: string, lowPeriod: string, high: string, highPeriod: string) => string;
    rangeOfLatest: (low: string, lowPeriod: string, high: string, highPeriod: string, periods: number) => string;
    line: (name: string, value: string) => string;
    lineChanges: (name: string, from: string, to: string) => string;
    limits: string;
    signals: (improvement: number, concern: number) => string;
    noSignals: string;
    hidden: (count: number) => string;
    gaps: (count: number) => string;
    ranges: (count: number) => string;
    excluded: (list: string) => string;
    phase: (period: string, name: string) => string;
    flags: (list: string) => string;
  };
};

const en: ChartMessages = {
  percentagePoints: 'percentage points',
  hiddenValue: 'hidden to protect children',
  noValue: 'no value',
  between: (low, high) => `between ${low} and ${high}`,
  atLeast: (value) => `at least ${value}`,
  atMost: (value) => `at most ${value}`,
  count: (numerator, denominator) => `${numerator} of ${denominator}`,
  denominator: (denominator) => `n = ${denominator}`,
  signal: { improvement: 'signal of improvement', concern: 'signal of concern', common: 'ordinary variation' },
  excluded: (reason) => `left out of the analysis: ${reason}`,
  excludedKey: 'left out of the analysis',
  rangeKey: 'only a range is known',
  centre: { median: 'median', mean: 'mean' },
  target: 'target',
  dashedTarget: (value) => `dashed: target ${value}`,
  baseline: 'baseline',
  limits: 'control limits',
  freeze: 'baseline ends',
  phase: 'new phase',
  flag: { cycle: 'test', adoption: 'adoption', system_change: 'system change' },
  flagName: (number, kind, title, date) => `${number}, ${kind}: ${title}, ${date}`,
  flagsHeading: 'What happened meanwhile (a contribution, not proof of cause)',
  openFlag: 'Enter opens it',
  interactiveChart: 'chart',
  keys: (flags) =>
    flags
      ? 'Arrow keys read the points and flags, up and down go from flag to flag, Enter opens a flag, Escape leaves.'
      : 'Arrow keys read the points, Home and End go to the ends, Escape leaves.',
  empty: 'No values to show',
  gapOf: (size) => `gap ${size}`,
  gapChart: (measure, group, other) => `Chart of the gap in ${measure} between ${group} and ${other}.`,
  sitesUsing: (using, eligible) => `${using} of ${eligible} eligible sites`,
  sitesUsingOnly: (using) => `${using} sites`,
  eligible: (eligible) => `eligible: ${eligible}`,
  table: {
    period: 'Period',
    value: 'Value',
    numerator: 'Numerator',
    denominator: 'Denominator',
    note: 'Note',
    hidden: 'hidden to protect children',
    missing: 'no value',
    series: 'Series',
    start: 'Begins',
    lower: 'At least',
    upper: 'At most',
    lowerLimit: 'Lower limit',
    upperLimit: 'Upper limit',
    signal: 'Signal',
    mark: 'Mark',
    gap: 'Gap',
    suppressed: 'suppressed',
    range: 'range',
    none: 'none',
    left: 'left out',
  },
  xmr: {
    heading: 'What the icons say',
    variation: {
      common_cause: 'Ordinary variation: the last value shows no special cause',
      improvement_high: 'Improvement: special cause, higher',
      improvement_low: 'Improvement: special cause, lower',
      concern_high: 'Concern: special cause, higher',
      concern_low: 'Concern: special cause, lower',
      neutral_high: 'Special cause, higher',
      neutral_low: 'Special cause, lower',
    },
    assurance: {
      pass: 'The target is met consistently: it lies beyond the limits',
      fail: 'The target is missed consistently: the system must change to reach it',
      inconsistent: 'The target is met and missed at random: it lies within the limits',
    },
    tooFew: (needed) => `Too few values for icons (${needed} needed)`,
    short: (needed) => `Fewer than ${needed} values: the limits are provisional`,
  },
  keyLine: {
    improvement: '◆ signal of improvement',
    concern: '■ signal of concern',
    common: '● ordinary variation',
  },
  source: (source) => `Source: ${source}`,
  caveat: {
    tooFew: (points, needed) =>
      `${points} ${points === 1 ? 'point' : 'points'}: too few for run-chart signals (${needed} needed)`,
    tooFewForLimits: (points, needed) =>
      `${points} ${points === 1 ? 'point' : 'points'}: too few for control limits (${needed} needed)`,
    latest: (periods, earlier) =>
      `The latest ${periods} periods; ${earlier} earlier ${earlier === 1 ? 'one is' : 'ones are'} not shown`,
    annual: 'Annual data: change shows late',
    hidden: (mark) => `${mark} Values hidden to protect children`,
    ranges: 'Some values are known only as a range',
    excluded: (points) => `${points} ${points === 1 ? 'point' : 'points'} left out of the analysis (hollow)`,
  },
  finding: {
    subject: (measure, population) => (population ? `${measure} for ${population}` : measure),
    fell: (from, fromPeriod, to, toPeriod) => ` fell from ${from} in ${fromPeriod} to ${to} in ${toPeriod}`,
    rose: (from, fromPeriod, to, toPeriod) => ` rose from ${from} in ${fromPeriod} to ${to} in ${toPeriod}`,
    same: (value, fromPeriod, toPeriod) => `: ${value} both in ${fromPeriod} and in ${toPeriod}`,
    two: (from, fromPeriod, to, toPeriod) => `: ${from} in ${fromPeriod}, ${to} in ${toPeriod}`,
    improvement: '; the data show a signal of improvement',
    concern: '; the data show a signal of concern',
    noSignal: '; no signal of change',
    tooFew: (points, needed) =>
      points === null
        ? `; too few points for a signal (${needed} needed)`
        : `; too few points for a signal: ${points} ${points === 1 ? 'point' : 'points'} (${needed} needed)`,
    tooFewUseful: (useful, needed) => `; too few points off the centre line for a signal: ${useful} (${needed} needed)`,
    during: (from, to) => (from === to ? ` in ${from}` : ` from ${from} to ${to}`),
    one: (value, period) => `: ${value} in ${period}`,
    single: '; one point cannot show a change',
    noData: ': no values to show yet',
  },
  alternative: {
    chart: (subject, periods, from, to) =>
      `Line chart of ${subject}, ${periods} ${periods === 1 ? 'period' : 'periods'} from ${from} to ${to}.`,
    empty: (subject) => `Line chart of ${subject} without any value to show.`,
    ends: (first, firstPeriod, last, lastPeriod) =>
      `The first value is ${first} (${firstPeriod}), the last ${last} (${lastPeriod}).`,
    one: (value, period) => `The only value is ${value} (${period}).`,
    range: (low, lowPeriod, high, highPeriod) => `Lowest ${low} (${lowPeriod}), highest ${high} (${highPeriod}).`,
    rangeOfLatest: (low, lowPeriod, high, highPeriod, periods) =>
      `Of the latest ${periods} periods the lowest is ${low} (${lowPeriod}), the highest ${high} (${highPeriod}).`,
    line: (name, value) => `The ${name} is ${value}.`,
    lineChanges: (name, from, to) => `The ${name} goes from ${from} to ${to}.`,
    limits: 'Control limits are drawn.',
    signals: (improvement, concern) =>
      [
        improvement > 0
          ? `${improvement} ${improvement === 1 ? 'point belongs' : 'points belong'} to a signal of improvement.`
          : '',
        concern > 0 ? `${concern} ${concern === 1 ? 'point belongs' : 'points belong'} to a signal of concern.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    noSignals: 'No point is marked as a signal.',
    hidden: (count) => `${count} ${count === 1 ? 'value is' : 'values are'} hidden to protect children.`,
    gaps: (count) => `${count} ${count === 1 ? 'period has' : 'periods have'} no value.`,
    ranges: (count) => `${count} ${count === 1 ? 'value is' : 'values are'} known only as a range.`,
    excluded: (list) => `Left out of the analysis: ${list}.`,
    phase: (period, name) => `From ${period}: ${name}.`,
    flags: (list) => `Meanwhile, as contribution and not as proof of cause: ${list}.`,
  },
};

const puntos = (n: number): string => (n === 1 ? 'punto' : 'puntos');

const es: ChartMessages = {
  percentagePoints: 'puntos porcentuales',
  hiddenValue: 'oculto para proteger a niñas y niños',
  noValue: 'sin dato',
  between: (low, high) => `entre ${low} y ${high}`,
  atLeast: (value) => `al menos ${value}`,
  atMost: (value) => `como máximo ${value}`,
  count: (numerator, denominator) => `${numerator} de ${denominator}`,
  denominator: (denominator) => `n = ${denominator}`,
  signal: { improvement: 'señal de mejora', concern: 'señal de alerta', common: 'variación habitual' },
  excluded: (reason) => `fuera del análisis: ${reason}`,
  excludedKey: 'fuera del análisis',
  rangeKey: 'solo se conoce un intervalo',
  centre: { median: 'mediana', mean: 'media' },
  target: 'meta',
  dashedTarget: (value) => `línea discontinua: meta ${value}`,
  baseline: 'línea de base',
  limits: 'límites de control',
  freeze: 'fin de la línea de base',
  phase: 'nueva fase',
  flag: { cycle: 'prueba', adoption: 'adopción', system_change: 'cambio del sistema' },
  flagName: (number, kind, title, date) => `${number}, ${kind}: ${title}, ${date}`,
  flagsHeading: 'Qué pasó mientras tanto (contribución, no prueba de causa)',
  openFlag: 'Intro lo abre',
  interactiveChart: 'gráfico',
  keys: (flags) =>
    flags
      ? 'Las flechas leen los puntos y las marcas, arriba y abajo van de marca en marca, Intro abre una marca, Escape sale.'
      : 'Las flechas leen los puntos, Inicio y Fin van a los extremos, Escape sale.',
  empty: 'No hay datos para mostrar',
  gapOf: (size) => `brecha ${size}`,
  gapChart: (measure, group, other) => `Gráfico de la brecha en ${measure} entre ${group} y ${other}.`,
  sitesUsing: (using, eligible) => `${using} de ${eligible} sitios elegibles`,
  sitesUsingOnly: (using) => `${using} sitios`,
  eligible: (eligible) => `elegibles: ${eligible}`,
  table: {
    period: 'Período',
    value: 'Valor',
    numerator: 'Numerador',
    denominator: 'Denominador',
    note: 'Nota',
    hidden: 'oculto para proteger a niñas y niños',
    missing: 'sin dato',
    series: 'Serie',
    start: 'Comienza',
    lower: 'Al menos',
    upper: 'Como máximo',
    lowerLimit: 'Límite inferior',
    upperLimit: 'Límite superior',
    signal: 'Señal',
    mark: 'Marca',
    gap: 'Brecha',
    suppressed: 'suprimido',
    range: 'intervalo',
    none: 'ninguna',
    left: 'fuera del análisis',
  },
  xmr: {
    heading: 'Qué dicen los iconos',
    variation: {
      common_cause: 'Variación habitual: el último valor no muestra ninguna causa especial',
      improvement_high: 'Mejora: causa especial, más alto',
      improvement_low: 'Mejora: causa especial, más bajo',
      concern_high: 'Alerta: causa especial, más alto',
      concern_low: 'Alerta: causa especial, más bajo',
      neutral_high: 'Causa especial, más alto',
      neutral_low: 'Causa especial, más bajo',
    },
    assurance: {
      pass: 'La meta se alcanza siempre: está más allá de los límites',
      fail: 'La meta no se alcanza nunca: el sistema tiene que cambiar para lograrla',
      inconsistent: 'La meta se alcanza o no por azar: está dentro de los límites',
    },
    tooFew: (needed) => `Muy pocos valores para los iconos (se necesitan ${needed})`,
    short: (needed) => `Menos de ${needed} valores: los límites son provisionales`,
  },
  keyLine: {
    improvement: '◆ señal de mejora',
    concern: '■ señal de alerta',
    common: '● variación habitual',
  },
  source: (source) => `Fuente: ${source}`,
  caveat: {
    tooFew: (points, needed) => `${points} ${puntos(points)}: muy pocos para ver señales (se necesitan ${needed})`,
    tooFewForLimits: (points, needed) =>
      `${points} ${puntos(points)}: muy pocos para límites de control (se necesitan ${needed})`,
    latest: (periods, earlier) =>
      `Los últimos ${periods} períodos; ${earlier} ${earlier === 1 ? 'anterior no se muestra' : 'anteriores no se muestran'}`,
    annual: 'Datos anuales: los cambios se ven tarde',
    hidden: (mark) => `${mark} Valores ocultos para proteger a niñas y niños`,
    ranges: 'Algunos valores solo se conocen como intervalo',
    excluded: (points) => `${points} ${puntos(points)} fuera del análisis (sin relleno)`,
  },
  finding: {
    subject: (measure, population) => (population ? `${measure}, ${population}` : measure),
    fell: (from, fromPeriod, to, toPeriod) => `: baja de ${from} en ${fromPeriod} a ${to} en ${toPeriod}`,
    rose: (from, fromPeriod, to, toPeriod) => `: sube de ${from} en ${fromPeriod} a ${to} en ${toPeriod}`,
    same: (value, fromPeriod, toPeriod) => `: ${value} tanto en ${fromPeriod} como en ${toPeriod}`,
    two: (from, fromPeriod, to, toPeriod) => `: ${from} en ${fromPeriod}, ${to} en ${toPeriod}`,
    improvement: '; los datos muestran una señal de mejora',
    concern: '; los datos muestran una señal de alerta',
    noSignal: '; sin señal de cambio',
    tooFew: (points, needed) =>
      points === null
        ? `; muy pocos puntos para una señal (se necesitan ${needed})`
        : `; muy pocos puntos para una señal: ${points} ${puntos(points)} (se necesitan ${needed})`,
    tooFewUseful: (useful, needed) =>
      `; muy pocos puntos fuera de la línea central para una señal: ${useful} (se necesitan ${needed})`,
    during: (from, to) => (from === to ? ` en ${from}` : ` de ${from} a ${to}`),
    one: (value, period) => `: ${value} en ${period}`,
    single: '; un solo punto no muestra cambio',
    noData: ': todavía no hay datos para mostrar',
  },
  alternative: {
    chart: (subject, periods, from, to) =>
      `Gráfico de líneas de ${subject}, ${periods} ${periods === 1 ? 'período' : 'períodos'}, de ${from} a ${to}.`,
    empty: (subject) => `Gráfico de líneas de ${subject}, sin ningún dato para mostrar.`,
    ends: (first, firstPeriod, last, lastPeriod) =>
      `El primer valor es ${first} (${firstPeriod}) y el último ${last} (${lastPeriod}).`,
    one: (value, period) => `El único valor es ${value} (${period}).`,
    range: (low, lowPeriod, high, highPeriod) =>
      `El más bajo, ${low} (${lowPeriod}); el más alto, ${high} (${highPeriod}).`,
    rangeOfLatest: (low, lowPeriod, high, highPeriod, periods) =>
      `De los últimos ${periods} períodos, el más bajo es ${low} (${lowPeriod}) y el más alto ${high} (${highPeriod}).`,
    line: (name, value) => `La ${name} es ${value}.`,
    lineChanges: (name, from, to) => `La ${name} pasa de ${from} a ${to}.`,
    limits: 'Se muestran límites de control.',
    signals: (improvement, concern) =>
      [
        improvement > 0 ? `${improvement} ${puntos(improvement)} en una señal de mejora.` : '',
        concern > 0 ? `${concern} ${puntos(concern)} en una señal de alerta.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    noSignals: 'Ningún punto está marcado como señal.',
    hidden: (count) =>
      count === 1
        ? '1 valor está oculto para proteger a niñas y niños.'
        : `${count} valores están ocultos para proteger a niñas y niños.`,
    gaps: (count) => (count === 1 ? '1 período no tiene dato.' : `${count} períodos no tienen dato.`),
    ranges: (count) =>
      count === 1 ? '1 valor solo se conoce como intervalo.' : `${count} valores solo se conocen como intervalo.`,
    excluded: (list) => `Fuera del análisis: ${list}.`,
    phase: (period, name) => `Desde ${period}: ${name}.`,
    flags: (list) => `Mientras tanto, como contribución y no como prueba de causa: ${list}.`,
  },
};

const catalogue: Record<ChartLocale, ChartMessages> = { en, es };

/** The charts' words in a language. */
export const chartMessages = (locale: ChartLocale): ChartMessages => catalogue[locale];

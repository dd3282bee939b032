import type { ChartLocale } from './chart-locale.tsx';
import type { XmrAssurance, XmrVariation } from './chart-types.tsx';
import { pointsForSignals } from './chart-types.tsx';
import type { ChartToken } from './chart-tokens.tsx';
import { chartFont, paint, tokenValue } from './chart-tokens.tsx';

/** Fewest values whose XmR limits are not provisional (NHS England, Making Data Count). */
export const xmrPointsNeeded = 13;

/** Props of `XmrIcons`. */
export type XmrIconsProps = {
  /** Null where too few values tell anything. */
  variation: XmrVariation | null;
  /** Null without a target. */
  assurance: XmrAssurance | null;
  /** Fewer than 13 values: told beside the icons. */
  isShort: boolean;
  locale: ChartLocale;
};

const variationToken = (variation: XmrVariation): ChartToken =>
  variation.startsWith('improvement') ? 'improve' : variation.startsWith('concern') ? 'concern' : 'common';

const assuranceToken: Record<XmrAssurance, ChartToken> = { pass: 'improve', fail: 'concern', inconsistent: 'common' };
const assuranceLetter: Record<XmrAssurance, string> = { pass: 'P', fail: 'F', inconsistent: '?' };

/** The letter of a variation: where the last value stands. */
const variationLetter = (variation: XmrVariation): string =>
  variation.endsWith('_high') ? 'H' : variation.endsWith('_low') ? 'L' : '';

/** Variation and assurance of an XmR chart: blue improvement, orange concern, grey common cause, each with its words. */
export function XmrIcons({ variation, assurance, isShort, locale }: XmrIconsProps) {
  return (
    <div {...group} aria-label={locale.t('xmr.heading')} data-chart="xmr-icons" style={rowStyle}>
      {variation === null ? (
        <p style={{ margin: 0 }}>{locale.t('xmr.too_few', { needed: pointsForSignals })}</p>
      ) : (
        <Icon
          name={`variation-${variation}`}
          token={variationToken(variation)}
          letter={variationLetter(variation)}
          dots={variation.endsWith('_low') ? fallingDots : variation === 'common_cause' ? levelDots : risingDots}
          text={locale.t(`xmr.variation.${variation}`)}
        />
      )}
      {assurance === null ? null : (
        <Icon
          name={`assurance-${assurance}`}
          token={assuranceToken[assurance]}
          letter={assuranceLetter[assurance]}
          dots={[]}
          text={locale.t(`xmr.assurance.${assurance}`)}
        />
      )}
      {isShort ? <p style={noteStyle}>{locale.t('xmr.short', { needed: xmrPointsNeeded })}</p> : null}
    </div>
  );
}

type Dot = readonly [number, number];
const levelDots: readonly Dot[] = [
  [11, 22],
  [17, 18],
  [23, 23],
  [29, 19],
];
const risingDots: readonly Dot[] = [
  [10, 29],
  [16, 25],
];
const fallingDots: readonly Dot[] = [
  [10, 11],
  [16, 15],
];

// Two pictures with their words, read as one thing.
const group = { role: 'group' };

type IconProps = { name: string; token: ChartToken; letter: string; dots: readonly Dot[]; text: string };

function Icon({ name, token, letter, dots, text }: IconProps) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, minWidth: 0 }}>
      <svg width={40} height={40} viewBox="0 0 40 40" aria-hidden="true" data-icon={name} style={{ flex: 'none' }}>
        <circle cx={20} cy={20} r={17.5} strokeWidth={3} {...paint({ fill: 'surface', stroke: token })} />
        {dots.map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={2.25} {...paint({ fill: token })} />
        ))}
        {letter === '' ? null : (
          <text
            x={dots.length > 0 ? 26 : 20}
            y={20}
            dy="0.35em"
            textAnchor="middle"
            fontSize={16}
            fontWeight={700}
            fontFamily={chartFont}
            {...paint({ fill: token })}
          >
            {letter}
          </text>
        )}
      </svg>
      <span>{text}</span>
    </span>
  );
}

const rowStyle = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '8px 24px',
  fontFamily: chartFont,
  fontSize: 14,
  lineHeight: 1.4,
  color: tokenValue('text'),
} as const;

const noteStyle = { margin: 0, flexBasis: '100%', fontSize: 13, color: tokenValue('muted') } as const;

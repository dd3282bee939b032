import type { MouseEvent } from 'react';
import type { ChartLocale } from './chart-locale.tsx';
import type { ChartFlag, FlagKind } from './chart-types.tsx';
import { formatDate } from './chart-format.tsx';
import { drawingText } from './chart-axes.tsx';
import { paint, tokenValue } from './chart-tokens.tsx';

/** A flag with its number (its place in time, from 1) and where it stands; `row` 0 is nearest the axis. */
export type PlacedFlag = { flag: ChartFlag; number: number; x: number; row: number };

/** Edge of a flag's box and height of a row of them, in pixels: a touch target of WCAG 2.2 (24 by 24). */
export const flagSize = 24;

/** Flags in the order of their dates; those that would touch stand in further rows. */
export function placeFlags(flags: readonly ChartFlag[], at: (iso: string) => number): PlacedFlag[] {
  const sorted = [...flags].sort((a, b) => a.at.localeCompare(b.at));
  const taken: number[] = [];
  return sorted.map((flag, i) => {
    const x = at(flag.at);
    const free = taken.findIndex((last) => x - last >= flagSize);
    const row = free === -1 ? taken.length : free;
    taken[row] = x;
    return { flag, number: i + 1, x, row };
  });
}

/** How many rows the flags need. */
export const flagRows = (placed: readonly PlacedFlag[]): number =>
  placed.reduce((most, { row }) => Math.max(most, row + 1), 0);

/** A flag's accessible name: number, kind, title, date. */
export function flagName({ flag, number }: PlacedFlag, locale: ChartLocale): string {
  return locale.t('flag_name', {
    number,
    kind: locale.t(`flag.${flag.kind}`),
    title: flag.title,
    date: formatDate(flag.at, locale),
  });
}

/** Opens a flag; given, it takes the place of following its link. */
export type OnFlag = (flag: ChartFlag) => void;

function openWith(onFlag: OnFlag | undefined, flag: ChartFlag): ((event: MouseEvent) => void) | undefined {
  if (onFlag === undefined) return undefined;
  return (event) => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onFlag(flag);
  };
}

type FlagMarksProps = {
  placed: readonly PlacedFlag[];
  top: number;
  axis: number;
  locale: ChartLocale;
  onFlag?: OnFlag;
  interactive: boolean;
};

/** The flags under the time axis, each on its pole. Outside the tab order: the chart's own keys lead to them. */
export function FlagMarks({ placed, top, axis, locale, onFlag, interactive }: FlagMarksProps) {
  return (
    <g data-chart="flags">
      {placed.map((each) => (
        <line
          key={each.flag.id}
          x1={each.x}
          x2={each.x}
          y1={axis}
          y2={flagY(each, top)}
          strokeWidth={1}
          opacity={0.5}
          aria-hidden="true"
          {...paint({ stroke: 'muted' })}
        />
      ))}
      {placed.map((each) => {
        const mark = <FlagMark kind={each.flag.kind} number={each.number} x={each.x} y={flagY(each, top)} />;
        const open = openWith(onFlag, each.flag);
        const shared = {
          ...roleOf(each.flag, interactive, open !== undefined),
          'data-flag': each.flag.id,
          'aria-label': flagName(each, locale),
        };
        if (!interactive || (each.flag.href === undefined && open === undefined))
          return (
            <g key={each.flag.id} {...shared}>
              {mark}
            </g>
          );
        if (each.flag.href === undefined)
          return (
            <g key={each.flag.id} cursor="pointer" onClick={open} {...shared}>
              {mark}
            </g>
          );
        return (
          <a key={each.flag.id} href={each.flag.href} onClick={open} {...shared}>
            {mark}
          </a>
        );
      })}
    </g>
  );
}

// Links say themselves what they are; a group that opens something is a button, one that does not is an image.
function roleOf({ href }: ChartFlag, interactive: boolean, opens: boolean): { role?: string; tabIndex?: number } {
  if (!interactive || (href === undefined && !opens)) return { role: 'img' };
  return href === undefined ? { role: 'button', tabIndex: -1 } : { tabIndex: -1 };
}

/** Centre of a flag's box, `top` being where the first row begins. */
export const flagY = ({ row }: PlacedFlag, top: number): number => top + row * flagSize + flagSize / 2;

/** The shape of a flag: cycle a circle, adoption a square, system change a hexagon, with its number. */
function FlagMark({ kind, number, x, y }: { kind: FlagKind; number: number; x: number; y: number }) {
  const look = { ...paint({ fill: 'surface', stroke: 'text' }), strokeWidth: 1.5 };
  return (
    <g data-kind={kind}>
      <rect x={x - flagSize / 2} y={y - flagSize / 2} width={flagSize} height={flagSize} fill="transparent" />
      {kind === 'cycle' ? <circle cx={x} cy={y} r={10} {...look} /> : null}
      {kind === 'adoption' ? <rect x={x - 9} y={y - 9} width={18} height={18} rx={2} {...look} /> : null}
      {kind === 'system_change' ? <path d={hexagon(x, y, 11)} {...look} /> : null}
      <text
        x={x}
        y={y}
        dy="0.35em"
        textAnchor="middle"
        fontSize={drawingText}
        fontWeight={600}
        aria-hidden="true"
        {...paint({ fill: 'text' })}
      >
        {number}
      </text>
    </g>
  );
}

function hexagon(x: number, y: number, r: number): string {
  const corners = [0, 60, 120, 180, 240, 300].map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return `${(x + r * Math.cos(angle)).toFixed(2)},${(y + r * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${corners.join('L')}Z`;
}

type FlagListProps = { placed: readonly PlacedFlag[]; locale: ChartLocale; onFlag?: OnFlag };

/** What the numbers mean, in words, with the links: for paper, for a page without scripts, for a thumb. */
export function FlagList({ placed, locale, onFlag }: FlagListProps) {
  if (placed.length === 0) return null;
  return (
    <div style={{ marginTop: 8, fontSize: 13, lineHeight: 1.5 }}>
      <p style={{ margin: 0, color: tokenValue('muted') }}>{locale.t('flags_heading')}</p>
      <ol style={{ margin: 0, padding: 0, listStyle: 'none', columnWidth: 400, columnGap: 24 }}>
        {placed.map((each) => (
          <li key={each.flag.id} style={flagRow}>
            <svg width={24} height={24} aria-hidden="true" style={{ flex: 'none', fontFamily: 'inherit' }}>
              <FlagMark kind={each.flag.kind} number={each.number} x={12} y={12} />
            </svg>
            <span style={{ paddingTop: 2 }}>
              <FlagTitle flag={each.flag} onFlag={onFlag} />
              <span
                style={{ color: tokenValue('muted') }}
              >{` · ${locale.t(`flag.${each.flag.kind}`)} · ${formatDate(each.flag.at, locale)}`}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

const flagRow = { display: 'flex', gap: 8, alignItems: 'flex-start', padding: '2px 0', breakInside: 'avoid' } as const;

function FlagTitle({ flag, onFlag }: { flag: ChartFlag; onFlag?: OnFlag }) {
  const open = openWith(onFlag, flag);
  if (flag.href !== undefined)
    return (
      <a href={flag.href} onClick={open} style={{ color: 'inherit' }}>
        {flag.title}
      </a>
    );
  if (open === undefined) return <>{flag.title}</>;
  return (
    <button type="button" onClick={open} style={linkLook}>
      {flag.title}
    </button>
  );
}

// Looks like the links beside it, and keeps the browser's focus ring.
const linkLook = {
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  color: 'inherit',
  textAlign: 'left',
  textDecoration: 'underline',
  cursor: 'pointer',
} as const;

import type { CSSProperties, ReactNode } from 'react';
import { useId } from 'react';
import type { ChartLocale } from './chart-locale.tsx';
import type { ChartStop } from './chart-cursor.tsx';
import { useChartCursor } from './chart-cursor.tsx';
import { chartFont, paint, tokenValue, visuallyHidden } from './chart-tokens.tsx';

/** Props of `ChartFrame`. */
export type ChartFrameProps = {
  /** The finding, as a sentence. */
  title: string;
  /** What is measured, with its unit; stands where a vertical axis title would. */
  axisLabel?: string;
  /** The text alternative. */
  description: string;
  width: number;
  height: number;
  stops: readonly ChartStop[];
  locale: ChartLocale;
  /** False on paper and in mail: no tab stop, no readout, the drawing is an image with its text alternative. */
  interactive: boolean;
  /** The drawing: SVG. */
  children: ReactNode;
  /** What stands under the drawing: key, flags, caveats. */
  below?: ReactNode;
};

/** What every chart has around it: a figure with its title and text alternative, one tab stop, readout and focus mark. */
export function ChartFrame(props: ChartFrameProps) {
  const id = useId();
  const ids = { title: `${id}title`, description: `${id}description` };
  return (
    <figure aria-labelledby={ids.title} aria-describedby={ids.description} style={figureStyle(props.width)}>
      <figcaption style={{ marginBottom: 8 }}>
        <p id={ids.title} style={{ margin: 0, fontSize: 16, lineHeight: 1.35, fontWeight: 600 }}>
          {props.title}
        </p>
        {props.axisLabel ? (
          <p style={{ margin: '2px 0 0', fontSize: 13, lineHeight: 1.4, color: tokenValue('muted') }}>
            {props.axisLabel}
          </p>
        ) : null}
      </figcaption>
      <p id={ids.description} style={visuallyHidden}>
        {props.description}
      </p>
      {props.interactive && props.stops.length > 0 ? (
        <InteractiveDrawing {...props} titleId={ids.title} />
      ) : (
        <Drawing {...props} labelledBy={ids.title} describedBy={ids.description} />
      )}
      {props.below}
    </figure>
  );
}

const figureStyle = (width: number): CSSProperties => ({
  position: 'relative',
  margin: 0,
  width: '100%',
  maxWidth: width,
  fontFamily: chartFont,
  fontVariantNumeric: 'tabular-nums',
  color: tokenValue('text'),
});

type DrawingProps = { width: number; height: number; children: ReactNode; labelledBy?: string; describedBy?: string };

function Drawing({ width, height, children, labelledBy, describedBy }: DrawingProps) {
  const image = labelledBy ? { role: 'img', 'aria-labelledby': labelledBy, 'aria-describedby': describedBy } : {};
  return (
    <svg
      {...image}
      data-chart="drawing"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      style={{ display: 'block', maxWidth: '100%', height: 'auto', overflow: 'visible', fontFamily: chartFont }}
    >
      {children}
    </svg>
  );
}

function InteractiveDrawing({
  stops,
  width,
  height,
  locale,
  children,
  titleId,
}: ChartFrameProps & { titleId: string }) {
  const { active, handlers } = useChartCursor(stops, width, height);
  const keysId = `${titleId}keys`;
  return (
    <>
      <p id={keysId} style={visuallyHidden}>
        {locale.t(stops.some((stop) => stop.flag !== undefined) ? 'keys_flags' : 'keys')}
      </p>
      <div
        {...tabStop}
        {...handlers}
        aria-roledescription={locale.t('interactive_chart')}
        aria-labelledby={titleId}
        aria-describedby={keysId}
        data-chart="stops"
        style={stopStyle}
      >
        <Drawing width={width} height={height}>
          {children}
          {active ? <FocusMark stop={active} /> : null}
        </Drawing>
        {active ? <Readout stop={active} width={width} height={height} /> : null}
      </div>
      <p aria-live="polite" data-chart="live" style={visuallyHidden}>
        {active ? active.lines.join('. ') : ''}
      </p>
    </>
  );
}

// Arrow keys reach the chart only in a role that takes them from the screen reader.
const tabStop = { role: 'application', tabIndex: 0 };

const stopStyle: CSSProperties = {
  position: 'relative',
  touchAction: 'pan-y',
  borderRadius: 4,
  outlineColor: tokenValue('focus'),
  outlineOffset: 2,
};

/** Two rings, dark and light, so that the mark shows on any colour of the drawing. */
function FocusMark({ stop }: { stop: ChartStop }) {
  const radius = stop.flag === undefined ? 9 : 15;
  return (
    <g aria-hidden="true" data-chart="focus" pointerEvents="none">
      {stop.flag === undefined ? (
        <line
          x1={stop.x}
          x2={stop.x}
          y1={stop.area.top}
          y2={stop.area.bottom}
          strokeWidth={1}
          opacity={0.5}
          {...paint({ stroke: 'muted' })}
        />
      ) : null}
      <circle cx={stop.x} cy={stop.y} r={radius + 2} strokeWidth={2} {...paint({ fill: 'none', stroke: 'surface' })} />
      <circle cx={stop.x} cy={stop.y} r={radius} strokeWidth={2} {...paint({ fill: 'none', stroke: 'focus' })} />
    </g>
  );
}

const readoutWidth = 220;

/** The tooltip: the same words as the live text, hidden from screen readers, which have heard them. */
function Readout({ stop, width, height }: { stop: ChartStop; width: number; height: number }) {
  const [heading, ...rest] = stop.lines;
  const roomLeft = stop.x > readoutWidth / 2;
  const roomRight = width - stop.x > readoutWidth / 2;
  const shift =
    roomLeft && roomRight
      ? '-50%'
      : roomLeft
        ? `calc(-100% + ${Math.round(width - stop.x)}px)`
        : `${-Math.round(stop.x)}px`;
  const below = stop.y < height / 2;
  return (
    <div
      aria-hidden="true"
      data-chart="readout"
      style={{
        position: 'absolute',
        left: `${(stop.x / width) * 100}%`,
        top: `${(stop.y / height) * 100}%`,
        transform: `translate(${shift}, ${below ? '18px' : 'calc(-100% - 18px)'})`,
        width: 'max-content',
        maxWidth: Math.min(readoutWidth, width),
        padding: '6px 10px',
        borderRadius: 6,
        border: `1px solid ${tokenValue('muted')}`,
        background: tokenValue('surface'),
        color: tokenValue('text'),
        fontSize: 13,
        lineHeight: 1.4,
        pointerEvents: 'none',
        zIndex: 1,
      }}
    >
      <div style={{ fontWeight: 600 }}>{heading}</div>
      {rest.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}

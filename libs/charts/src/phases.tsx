import type { ChartLocale } from './chart-locale.tsx';
import type { PhaseDivider } from './chart-types.tsx';
import type { Box } from './chart-geometry.tsx';
import { textWidth, wrapText } from './chart-geometry.tsx';
import { drawingText } from './chart-axes.tsx';
import { paint } from './chart-tokens.tsx';

/** A divider and where its name stands; `row` 0 is the topmost. */
export type PlacedPhase = { phase: PhaseDivider; x: number; text: string; row: number; flipped: boolean };

/** Height of one row of divider names, in pixels. */
export const phaseRow = 17;

/** What a divider is called. */
export const phaseName = (phase: PhaseDivider, locale: ChartLocale): string => phase.label ?? locale.t(phase.kind);

/**
 * Dividers half-way before their points, their names in as many rows as it takes to keep them apart.
 * A name runs to the right of its divider, or to the left where `right`, the drawing's edge, leaves no room.
 */
export function placePhases(
  phases: readonly PhaseDivider[],
  x: readonly number[],
  right: number,
  locale: ChartLocale,
): PlacedPhase[] {
  const ends: number[] = [];
  return [...phases]
    .sort((a, b) => a.index - b.index)
    .flatMap((phase) => {
      const [before, here] = [x[phase.index - 1], x[phase.index]];
      if (before === undefined || here === undefined) return [];
      const at = (before + here) / 2;
      const name = phaseName(phase, locale);
      const flipped = at + textWidth(name) + 5 > right && at > right / 2;
      const [text = ''] = wrapText(name, (flipped ? at : right - at) - 5, 1);
      const from = flipped ? at - textWidth(text) - 5 : at;
      const free = ends.findIndex((end) => end <= from);
      const row = free === -1 ? ends.length : free;
      ends[row] = flipped ? at : at + textWidth(text) + 12;
      return [{ phase, x: at, text, row, flipped }];
    });
}

/** Thin lines with their names over the plot; a freeze is dotted, a new phase solid. */
export function PhaseMarks({ placed, plot }: { placed: readonly PlacedPhase[]; plot: Box }) {
  const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const first = plot.top - 8 - rows * phaseRow;
  return (
    <g aria-hidden="true" data-chart="phases">
      {placed.map(({ phase, x, text, row, flipped }) => (
        <g key={phase.index} data-phase={phase.kind}>
          <line
            x1={x}
            x2={x}
            y1={first + row * phaseRow}
            y2={plot.top + plot.height}
            strokeWidth={1}
            strokeDasharray={phase.kind === 'freeze' ? '2 3' : undefined}
            {...paint({ stroke: 'muted' })}
          />
          <text
            x={flipped ? x - 5 : x + 5}
            y={first + row * phaseRow + 12}
            textAnchor={flipped ? 'end' : 'start'}
            fontSize={drawingText}
            strokeWidth={3}
            paintOrder="stroke"
            {...paint({ fill: 'muted', stroke: 'surface' })}
          >
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

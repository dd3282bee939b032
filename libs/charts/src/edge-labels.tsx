import type { Box } from './chart-geometry.tsx';
import { spreadLabels, textWidth, wrapText } from './chart-geometry.tsx';
import { drawingText } from './chart-axes.tsx';
import type { ChartToken } from './chart-tokens.tsx';
import { paint } from './chart-tokens.tsx';

/** A label at the right edge of the plot, beside the line that it names. */
export type EdgeLabel = {
  key: string;
  text: string;
  y: number;
  token: ChartToken;
  strong?: boolean;
  maxLines?: number;
};

const lineHeight = 15;
const gutter = 10;

/** Room that the labels need right of the plot: what they ask for, but never more than a third of the drawing. */
export function edgeWidth(texts: readonly string[], width: number): number {
  const longest = texts.reduce((most, text) => Math.max(most, textWidth(text, drawingText) + gutter + 6), 0);
  return Math.min(longest, Math.max(78, width * 0.28));
}

/** The labels, moved apart where their lines come close. */
export function EdgeLabels({ labels, plot, room }: { labels: readonly EdgeLabel[]; plot: Box; room: number }) {
  const wrapped = labels.map((label) => {
    const lines = wrapText(label.text, room - gutter, label.maxLines ?? 2, drawingText);
    return { ...label, lines, height: lines.length * lineHeight + 2 };
  });
  const placed = spreadLabels(wrapped, plot.top - 8, plot.top + plot.height + 8);
  return (
    <g aria-hidden="true" data-chart="edge-labels">
      {placed.map((label) => (
        <text
          key={label.key}
          x={plot.left + plot.width + gutter}
          y={label.y - ((label.lines.length - 1) * lineHeight) / 2}
          fontSize={drawingText}
          fontWeight={label.strong ? 600 : 400}
          {...paint({ fill: label.token })}
        >
          {label.lines.map((line, i) => (
            <tspan key={line} x={plot.left + plot.width + gutter} dy={i === 0 ? '0.32em' : lineHeight}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </g>
  );
}

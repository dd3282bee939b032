import { wrapText } from './chart-geometry.tsx';
import { chartTokens } from './chart-tokens.tsx';

/** A drawing as it stands in the page: the markup of its `<svg>` and its size in pixels. */
export type Drawing = { markup: string; width: number; height: number };

/** What makes a drawing a picture that stands by itself. */
export type PictureText = {
  title: string;
  /** What is measured. */
  axisLabel?: string;
  /** Lines under it: marks, reasons, caveats. */
  notes: readonly string[];
  source?: string | null;
  /** An `@font-face` rule with the font inside; without it the reader's own sans stands in. */
  fontFace?: string | null;
  /** The font's family. */
  family?: string;
};

const pad = 20;
const colours = chartTokens.light;
const fallback = 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * The inside of a drawing without what belongs to the page: custom properties (every shape has its light colour as an
 * attribute too), links, focus.
 */
export function innerDrawing(markup: string): string {
  return markup
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replaceAll(/ (?:style|tabindex|href|role|class)="[^"]*"/gi, '')
    .replaceAll(/<a(?=[\s>])/g, '<g')
    .replaceAll('</a>', '</g>');
}

type Line = { text: string; size: number; weight: number; colour: string };

function block(lines: readonly Line[], top: number): { markup: string; bottom: number } {
  let y = top;
  const markup = lines.map(({ text, size, weight, colour }) => {
    y += Math.round(size * 1.45);
    return `<text x="${pad}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeXml(text)}</text>`;
  });
  return { markup: markup.join(''), bottom: y };
}

/** A self-contained SVG in the light colours: title, measure, drawing, notes and source, with the font inside it. */
export function standaloneSvg(drawing: Drawing, text: PictureText): { svg: string; width: number; height: number } {
  const width = drawing.width + 2 * pad;
  const wrap = (line: string, size: number, weight: number, colour: string): Line[] =>
    wrapText(line, drawing.width, 8, size).map((one) => ({ text: one, size, weight, colour }));
  const head = block(
    [
      ...wrap(text.title, 16, 600, colours.text),
      ...(text.axisLabel ? wrap(text.axisLabel, 13, 400, colours.muted) : []),
    ],
    pad - 8,
  );
  const top = head.bottom + 14;
  const foot = block(
    [...text.notes, ...(text.source ? [text.source] : [])].flatMap((note) => wrap(note, 12, 400, colours.muted)),
    top + drawing.height + 6,
  );
  const height = Math.ceil(foot.bottom + pad);
  const family = escapeXml(text.family ? `"${text.family}", ${fallback}` : fallback);
  const described = [text.axisLabel ?? '', ...text.notes, text.source ?? ''].filter(Boolean).join('. ');
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" color="${colours.common}" font-family="${family}" font-variant-numeric="tabular-nums">`,
    `<title>${escapeXml(text.title)}</title><desc>${escapeXml(described)}</desc>`,
    text.fontFace ? `<style>${text.fontFace.replaceAll('<', '')}</style>` : '',
    `<rect width="${width}" height="${height}" fill="${colours.surface}"/>`,
    head.markup,
    `<g transform="translate(${pad} ${top})">${innerDrawing(drawing.markup)}</g>`,
    foot.markup,
    '</svg>',
  ].join('');
  return { svg, width, height };
}

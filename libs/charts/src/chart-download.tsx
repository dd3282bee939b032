import type { Drawing } from './chart-svg.tsx';

/** The drawing of a chart's figure as it stands, without the reader's mark on it; null where there is none. */
export function drawingIn(figure: Element): Drawing | null {
  const svg = figure.querySelector<SVGSVGElement>('svg[data-chart="drawing"]');
  if (svg === null) return null;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const mark of copy.querySelectorAll('[data-chart="focus"]')) mark.remove();
  const { width, height } = svg.viewBox.baseVal;
  return { markup: new XMLSerializer().serializeToString(copy), width, height };
}

/** The page's own font as an `@font-face` rule with the file inside it; null where the page has none of that name. */
export async function embeddedFont(family: string): Promise<string | null> {
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      // A sheet of another origin does not let itself be read.
      return [];
    }
  });
  for (const rule of rules) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const named = rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '');
    const range = rule.style.getPropertyValue('unicode-range');
    const style = rule.style.getPropertyValue('font-style');
    if (named !== family || style === 'italic' || !hasLetters(range)) continue;
    const url = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
    if (url === undefined) continue;
    const data = await dataUrl(new URL(url, rule.parentStyleSheet?.href ?? document.baseURI).href);
    const weight = rule.style.getPropertyValue('font-weight') || '400';
    return `@font-face{font-family:"${family}";font-weight:${weight};src:url(${data}) format("woff2")}`;
  }
  return null;
}

/** Whether a face with this `unicode-range` has the letters from A to z; one without a range has all. */
function hasLetters(range: string): boolean {
  if (range === '') return true;
  return [...range.matchAll(/U\+([0-9a-f]+)-([0-9a-f]+)/gi)].some(
    ([, first = '', last = '']) => Number.parseInt(first, 16) <= 0x41 && Number.parseInt(last, 16) >= 0x7a,
  );
}

async function dataUrl(url: string): Promise<string> {
  const blob = await (await fetch(url)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(new Error('the font could not be read')));
    reader.readAsDataURL(blob);
  });
}

/** A picture of an SVG at `scale` pixels for each of its own. */
export async function pngOf(svg: string, width: number, height: number, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png');
  });
}

/** Hands a file to the reader's downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

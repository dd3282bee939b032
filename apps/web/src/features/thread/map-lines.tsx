import { useLayoutEffect, useRef, useState } from 'react';
import type { MapLink } from './thread-tab.tsx';
import classes from './thread.module.css';

interface Line {
  key: string;
  path: string;
  isNear: boolean;
}

interface MapLinesProps {
  links: readonly MapLink[];
  /** The item whose links are drawn strongly. */
  near: string | undefined;
}

/** The links as lines behind the cards; what they say is in the order of the columns and in each item's own thread. */
export function MapLines({ links, near }: MapLinesProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<{ from: string; to: string; path: string }[]>([]);
  useLayoutEffect(() => {
    const element = svg.current?.parentElement;
    if (!element) return undefined;
    const draw = () => setDrawn(linesOf(element, links));
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [links]);
  const lines: Line[] = drawn
    .map(({ from, to, path }) => ({ key: `${from} ${to}`, path, isNear: from === near || to === near }))
    .sort((a, b) => Number(a.isNear) - Number(b.isNear));
  return (
    <svg ref={svg} className={classes['lines']} aria-hidden="true">
      {lines.map(({ key, path, isNear }) => (
        <path key={key} d={path} data-near={isNear} />
      ))}
    </svg>
  );
}

function linesOf(element: HTMLElement, links: readonly MapLink[]) {
  const origin = element.getBoundingClientRect();
  const boxes = new Map(
    [...element.querySelectorAll<HTMLElement>('[data-item]')].map((card) => [
      card.dataset['item'] ?? '',
      card.getBoundingClientRect(),
    ]),
  );
  return links.flatMap(({ fromId, toId }) => {
    const from = boxes.get(fromId);
    const to = boxes.get(toId);
    if (!from || !to) return [];
    const isForward = from.left <= to.left;
    // Within one column the line leaves and arrives on the left side, in a bow.
    const sameColumn = Math.abs(from.left - to.left) < 8;
    const x1 = (sameColumn || !isForward ? from.left : from.right) - origin.left;
    const x2 = (sameColumn || isForward ? to.left : to.right) - origin.left;
    const y1 = from.top + Math.min(20, from.height / 2) - origin.top;
    const y2 = to.top + Math.min(20, to.height / 2) - origin.top;
    const bend = sameColumn ? -20 : (x2 - x1) / 2;
    const path = `M${x1} ${y1} C${x1 + bend} ${y1} ${sameColumn ? x2 + bend : x2 - bend} ${y2} ${x2} ${y2}`;
    return [{ from: fromId, to: toId, path }];
  });
}

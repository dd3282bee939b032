import type { ReactNode, RefObject } from 'react';
import { useLayoutEffect, useEffect, useRef, useState } from 'react';

// On the server nothing is laid out; React would only warn.
const useBrowserLayout = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** The width in whole pixels of the element that the ref is put on, kept as it changes; `fallback` until it is known. */
export function useWidth<E extends HTMLElement>(fallback: number): [RefObject<E | null>, number] {
  const ref = useRef<E | null>(null);
  const [width, setWidth] = useState(fallback);
  useBrowserLayout(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const measured = Math.floor(element.getBoundingClientRect().width);
      if (measured > 0) setWidth(measured);
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** Props of `FitWidth`. */
export type FitWidthProps = {
  children: (width: number) => ReactNode;
  /** Width to draw at before measuring and where there is no script; a phone's, so that text is never scaled small. */
  fallback?: number;
  /** The widest that a chart may get. */
  max?: number;
};

/** Draws a chart as wide as its place: `<FitWidth>{(width) => <RunChart width={width} … />}</FitWidth>`. */
export function FitWidth({ children, fallback = 340, max = 1400 }: FitWidthProps) {
  const [ref, width] = useWidth<HTMLDivElement>(fallback);
  return (
    <div ref={ref} style={{ width: '100%', minWidth: 0 }}>
      {children(Math.min(width, max))}
    </div>
  );
}

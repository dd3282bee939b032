import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { drawingIn, embeddedFont, pngOf, saveFile } from '@throughline/charts/chart-download';
import { csvText, type ExportTable } from '@throughline/charts/chart-export';
import { standaloneSvg } from '@throughline/charts/chart-svg';
import classes from './chart-downloads.module.css';

/** What a chart's files hold beside its drawing: published numbers only, because that is all a chart is given. */
export interface ChartFile {
  /** The finding. */
  title: string;
  /** What is measured, and where. */
  axisLabel: string;
  /** Marks, reasons and caveats, a line each. */
  notes: readonly string[];
  /** Where the numbers come from, with its word (`Source: …`). */
  source: string | null;
  table(): ExportTable;
}

const family = 'Inter Variable';
const kinds = ['csv', 'svg', 'png'] as const;
type FileKind = (typeof kinds)[number];

/** `Chronic absence, Bridgeport` → `chronic-absence-bridgeport`. */
export const fileName = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80) || 'chart';

/** A chart with its downloads under it: the picture as it is drawn (SVG, PNG), the numbers behind it (CSV). */
export function ChartDownloads({ name, file, children }: { name: string; file: ChartFile; children: ReactNode }) {
  const { t } = useTranslation('shared');
  const chart = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const save = async (kind: FileKind): Promise<void> => {
    const path = `${fileName(name)}.${kind}`;
    if (kind === 'csv') return saveFile(path, new Blob([csvText(file.table())], { type: 'text/csv;charset=utf-8' }));
    const drawing = chart.current && drawingIn(chart.current);
    if (!drawing) throw new Error('there is no drawing');
    // Without its font a picture is still right: the reader's own sans stands in.
    const fontFace = await embeddedFont(family).catch(() => null);
    const { svg, width, height } = standaloneSvg(drawing, { ...file, fontFace, family });
    const content = kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg, width, height);
    return saveFile(path, content);
  };
  return (
    <div className={classes['chart']}>
      <div ref={chart}>{children}</div>
      <details className={classes['menu']}>
        <summary>{t('download.open')}</summary>
        <div className={classes['files']}>
          {kinds.map((kind) => (
            <Button
              key={kind}
              variant="default"
              onClick={() => {
                setFailed(false);
                save(kind).catch(() => setFailed(true));
              }}
            >
              {t(`download.${kind}`)}
            </Button>
          ))}
        </div>
        {failed ? <p role="alert">{t('download.failed')}</p> : null}
      </details>
    </div>
  );
}

import type { TFunction } from 'i18next';
import type { ExportTable } from '@throughline/charts/chart-export';
import { type Bounds, isNumber } from '@throughline/measurement';
import { type DisparityView, groupMeasures, type overTime, wholeMeasures } from './disparity-model.ts';

interface FileContent {
  rows: ReturnType<typeof overTime>;
  view: DisparityView;
  names: ReadonlyMap<string, string>;
  t: TFunction<'disparity'>;
}

type Line = ExportTable['rows'][number];

/** Six digits are more than any of these is known to. */
const plain = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(6)));

/** The comparison as a tidy table: one measure of one group (or of all) in one period a row, with its least and greatest value. */
export function disparityTable({ rows, view, names, t }: FileContent): ExportTable {
  const nameOf = (id: string) => names.get(id) ?? id;
  const bounds = (value: Bounds) => [plain(value.lower), plain(value.upper), isNumber(value) ? '' : t('file.range')];
  const lines = rows.flatMap((row): Line[] => {
    const when = [row.label, row.start];
    const { reference } = view;
    const groups = row.groups ?? row.whole;
    const hidden = (groups?.leftOut ?? []).map((id): Line => [
      ...when,
      t('file.value'),
      nameOf(id),
      '',
      null,
      null,
      t('file.notShown'),
    ]);
    const values = (groups?.groups ?? []).map((one): Line => [
      ...when,
      t('file.value'),
      nameOf(one.group),
      '',
      ...bounds(one.known),
    ]);
    const compared = (row.groups?.groups ?? []).flatMap((one) =>
      groupMeasures.flatMap((measure): Line[] => {
        const value = one[measure];
        if (!value || one.group === reference.id) return [];
        return [
          [
            ...when,
            t(`table.${measure === 'difference' ? 'difference' : 'ratio'}`),
            nameOf(one.group),
            reference.name,
            ...bounds(value),
          ],
        ];
      }),
    );
    const whole = wholeMeasures.flatMap((measure): Line[] => {
      const value = row.whole?.[measure];
      return value ? [[...when, t(`whole.${measure}`), t('file.all'), '', ...bounds(value)]] : [];
    });
    return [...values, ...hidden, ...compared, ...whole];
  });
  const heads = (['period', 'start', 'measure', 'group', 'reference', 'least', 'greatest', 'mark'] as const).map(
    (head) => t(`file.${head}`),
  );
  return { heads, rows: lines };
}

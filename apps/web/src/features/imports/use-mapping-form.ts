import { useEffect } from 'react';
import { checkMapping } from '@throughline/source-files/mapping/check-mapping';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../../shared/states/refusal-text.ts';
import { type Form, useForm } from '../../shared/form/use-form.ts';
import { numbersOf } from './import-json.ts';
import { type ImportWords, importWords, mappingParts, type MappingWords, putTogether } from './mapping-words.ts';
import { importKinds, MapImport, type ImportDetail } from './operations.ts';
import { useTellUnread } from './unread.ts';

interface MappingFormOptions {
  file: ImportDetail;
  /** Names the form apart from others that change the same mapping. */
  name: string;
  /** What the person calls this write. */
  label: string;
}

/** The form of an import's mapping, or of a part of it. */
export function useMappingForm({ file, name, label }: MappingFormOptions): Form<ImportWords> {
  const refusalText = useRefusalText();
  const columns = file.seen.shape.columns.map((column) => column.name);
  const form = useForm({
    key: `import-${name}:${file.id}`,
    document: MapImport,
    label,
    touches: importKinds,
    row: file,
    read: importWords,
    // There is no button that saves before there is a mapping.
    input: (words) => ({ mapping: putTogether(words) as ImportMapping }),
    check: (words) => {
      const checked = checkMapping(putTogether(words), columns);
      if (checked.ok) return {};
      return Object.fromEntries(checked.errors.map(({ path, refusal }) => [`mapping.${path}`, refusalText(refusal)]));
    },
  });
  useNamedParts(form);
  useTellUnread(name, form.dirty);
  return form;
}

/** Tells the form what its parts are called, for when two people have changed the same one. */
function useNamedParts({ register }: Pick<Form<ImportWords>, 'register'>): void {
  const { t } = useTranslation(['imports', 'words']);
  useEffect(() => {
    const labels: Record<(typeof mappingParts)[number], string> = {
      version: t('map.title'),
      file: t('look.title'),
      period: t('map.period'),
      place: t('map.place'),
      population: t('map.population'),
      indicators: t('map.numbers'),
      wide: t('wide.title'),
      fillDown: t('layout.fill_down'),
      sections: t('layout.title'),
      marks: t('marks.title'),
      blank: t('marks.blank'),
      skip: t('skip.title'),
      otherRows: t('skip.others'),
      duplicates: t('duplicates.title'),
      provisional: t('provisional.title'),
    };
    const list = (texts: readonly unknown[]) => texts.filter(Boolean).join(' · ') || '—';
    const show: { [Part in keyof MappingWords]?: (part: NonNullable<MappingWords[Part]>) => string } = {
      period: (period) => {
        if (period.from === 'column') return period.column;
        return period.from === 'constant' ? period.label : t(`map.from_${period.from}`);
      },
      place: ({ labelColumn, codeColumn, constantLabel, kindColumn, parent, total }) =>
        list([
          labelColumn,
          codeColumn,
          constantLabel,
          kindColumn,
          parent?.labelColumn,
          parent?.codeColumn,
          total?.name,
        ]),
      population: ({ columns }) => list(columns),
      indicators: (sources) => list(sources.flatMap((source) => numbersOf(source).map(([, number]) => number?.column))),
      wide: (wide) => list(wide.map(({ column }) => column)),
      fillDown: list,
      sections: (sections) => list(sections.map(({ column }) => column)),
      marks: (marks) =>
        list(
          marks.map(({ text, status }) =>
            t('marks.one', { mark: text, status: t(`words:observation_status.${status}`) }),
          ),
        ),
      blank: (blank) =>
        t(blank === 'problem' || blank === 'zero' ? `marks.${blank}` : `words:observation_status.${blank}`),
      skip: (rules) => list(rules.flat().map(({ column, values }) => `${column}: ${values.join(', ')}`)),
      otherRows: (choice) => t(`skip.${choice}`),
      duplicates: (choice) => t(`duplicates.${choice}`),
      provisional: (rows) => t(rows === 'all' ? 'provisional.all' : 'provisional.rows'),
    };
    const ends = mappingParts.map((part) => {
      const write = show[part] as ((value: unknown) => string) | undefined;
      return register(part, {
        label: labels[part],
        ...(write && { show: (value: unknown) => (value === null ? '—' : write(value)) }),
      });
    });
    return () => {
      for (const end of ends) end();
    };
  }, [register, t]);
}

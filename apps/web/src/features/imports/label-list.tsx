import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { DataList } from '../../shared/lists/data-list.tsx';
import { useDebounced } from '../../shared/lists/use-debounced.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { importKinds, ImportLabels, type ImportLabel } from './operations.ts';
import classes from './imports.module.css';

const standings = ['asked', 'added', 'found', 'left_out'] as const;
type Standing = (typeof standings)[number];
const isStanding = (value: string): value is Standing => (standings as readonly string[]).includes(value);

/** With more labels than this, one searches. */
const fewLabels = 12;

interface LabelListProps {
  id: string;
  /** Of the import: another check has other labels. */
  version: number;
  subject: 'place' | 'population';
  title: string;
  children(label: ImportLabel): ReactNode;
}

/** The labels of a checked file of one kind, those that ask for an answer first. */
export function LabelList({ id, version, subject, title, children }: LabelListProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const [search, setSearch] = useState('');
  const [standing, setStanding] = useState<Standing>();
  const searchText = useDebounced(search.trim());
  const count = (which?: Standing) => ({ id, subject, standing: which ?? null, search: null, first: 1, after: null });
  const [{ data: all }] = useLiveQuery(ImportLabels, count(), importKinds);
  const [{ data: unanswered }] = useLiveQuery(ImportLabels, count('asked'), importKinds);
  const total = all?.importLabels.totalCount ?? 0;
  const open = unanswered?.importLabels.totalCount ?? 0;
  if (total === 0) return null;
  return (
    <fieldset className={classes['group']}>
      <legend>{title}</legend>
      <p className={open > 0 ? classes['concern'] : classes['quiet']}>
        {open > 0
          ? t('labels.open', { count: open, shown: number(open) })
          : t('labels.all_known', { count: total, shown: number(total) })}
      </p>
      {total > fewLabels ? (
        <div className={classes['fields']}>
          <TextLine
            type="search"
            label={t('labels.search', { what: title })}
            value={search}
            onChange={setSearch}
            autoComplete="off"
          />
          <ChoiceField
            label={t('labels.show')}
            value={standing ?? ''}
            onChange={(value) => setStanding(isStanding(value) ? value : undefined)}
            options={[
              { value: '', label: t('labels.standing.all') },
              ...standings.map((value) => ({ value, label: t(`labels.standing.${value}`) })),
            ]}
          />
        </div>
      ) : null}
      <DataList
        key={version}
        query={ImportLabels}
        variables={{ id, subject, standing: standing ?? null, search: searchText || null }}
        kinds={importKinds}
        pageSize={20}
        label={title}
        page={(data) => data.importLabels}
        empty={<p className={classes['quiet']}>{t('labels.none')}</p>}
        row={children}
      />
    </fieldset>
  );
}

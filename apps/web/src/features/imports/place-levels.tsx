import { useState } from 'react';
import { Button } from '@mantine/core';
import type { PlaceParent, PlaceSource, PlaceTotal } from '@throughline/source-files/mapping/mapping';
import type { SeenFile } from '@throughline/source-files/report/import-report';
import { placeKinds, type PlaceKind } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { withField } from './change.ts';
import type { ColumnChoice } from './mapping-fields.tsx';
import { useTakenIn } from './use-taken-in.ts';
import classes from './imports.module.css';

interface LevelFieldsProps {
  place: PlaceSource;
  onPlace(place: PlaceSource): void;
  seen: SeenFile;
  errors: Record<string, string>;
  columns: readonly ColumnChoice[];
  none: ColumnChoice;
}

/** A column of levels has few of them. */
const mostLevels = 24;

const isKind = (value: string): value is PlaceKind => (placeKinds as readonly string[]).includes(value);

/** The most frequent labels of a column, and whether it has others. */
function labelsOf(seen: SeenFile, column: string | undefined): { labels: string[]; hasMore: boolean } {
  const profile = seen.profiles.find((each) => each.column === column);
  const labels = profile?.frequent.map(({ text }) => text) ?? [];
  return { labels, hasMore: (profile?.distinct ?? 0) > labels.length };
}

function useKindOptions(): { value: string; label: string }[] {
  const { t } = useTranslation('words');
  return placeKinds.map((kind) => ({ value: kind, label: t(`place_kind.${kind}`) }));
}

/** What kind each place is: all of them the same, or as a column says. */
export function KindFields({ place, onPlace, seen, errors, columns }: LevelFieldsProps) {
  const { t } = useTranslation('imports');
  const kinds = useKindOptions();
  const { kindColumn, kinds: kindOf = {} } = place;
  const levels = [...new Set([...labelsOf(seen, kindColumn).labels, ...Object.keys(kindOf)])].slice(0, mostLevels);
  const choose = (column: string) => {
    const { kinds: _before, ...rest } = withField(place, 'kindColumn', column || undefined);
    onPlace(column ? { ...rest, kinds: {} } : rest);
  };
  return (
    <div className={classes['fields']}>
      <ChoiceField
        label={t('levels.kind_column')}
        error={errors['mapping.place.kindColumn']}
        value={kindColumn ?? ''}
        onChange={choose}
        options={[{ value: '', label: t('levels.same_kind') }, ...columns]}
      />
      {kindColumn === undefined ? (
        <ChoiceField
          label={t('levels.kind')}
          value={place.kind ?? 'district'}
          onChange={(kind) => onPlace(withField(place, 'kind', isKind(kind) ? kind : undefined))}
          options={kinds}
        />
      ) : (
        levels.map((level) => (
          <ChoiceField
            key={level}
            label={t('levels.level_is', { level })}
            error={errors[`mapping.place.kinds.${level}`]}
            value={kindOf[level] ?? ''}
            onChange={(kind) => {
              const { [level]: _before, ...others } = kindOf;
              onPlace({ ...place, kinds: isKind(kind) ? { ...others, [level]: kind } : others });
            }}
            options={[{ value: '', label: t('levels.not_said') }, ...kinds]}
          />
        ))
      )}
    </div>
  );
}

/** Codes count within an enclosing place only where both have their column. */
export function withoutIdleCodes(place: PlaceSource): PlaceSource {
  const { codeColumn, parent } = place;
  const isIdle = codeColumn === undefined || (parent?.labelColumn ?? parent?.codeColumn) === undefined;
  return isIdle ? withField(place, 'codesWithinParent', undefined) : place;
}

/** The columns of what each place lies in, and which rows tell of that itself. */
export function EnclosingFields({ place, onPlace, seen, errors, columns, none }: LevelFieldsProps) {
  const { t } = useTranslation('imports');
  const kinds = useKindOptions();
  const { parent = {}, labelColumn, codeColumn } = place;
  const has = parent.labelColumn !== undefined || parent.codeColumn !== undefined;
  const set = (next: PlaceParent) => {
    const isEmpty = next.labelColumn === undefined && next.codeColumn === undefined;
    const around = withField(place, 'parent', isEmpty ? undefined : next);
    onPlace(withoutIdleCodes(isEmpty ? withField(around, 'outer', undefined) : around));
  };
  const setColumn = (field: 'labelColumn' | 'codeColumn', name: string) =>
    set(withField(parent, field, name || undefined));
  return (
    <>
      <div className={classes['fields']}>
        <ChoiceField
          label={t('levels.in_name')}
          hint={t('levels.in_hint')}
          error={errors['mapping.place.parent.labelColumn'] ?? errors['mapping.place.parent']}
          value={parent.labelColumn ?? ''}
          onChange={(name) => setColumn('labelColumn', name)}
          options={[none, ...columns]}
        />
        <ChoiceField
          label={t('levels.in_code')}
          error={errors['mapping.place.parent.codeColumn']}
          value={parent.codeColumn ?? ''}
          onChange={(name) => setColumn('codeColumn', name)}
          options={[none, ...columns]}
        />
        {has ? (
          <ChoiceField
            label={t('levels.in_kind')}
            value={parent.kind ?? 'county'}
            onChange={(kind) => set(withField(parent, 'kind', isKind(kind) ? kind : undefined))}
            options={kinds}
          />
        ) : null}
      </div>
      {has ? <OuterFields {...{ place, onPlace, seen, errors, columns, none }} /> : null}
      {has && codeColumn !== undefined ? (
        <ChoiceField
          label={t('levels.codes')}
          error={errors['mapping.place.codesWithinParent']}
          value={place.codesWithinParent === true ? 'within' : 'alone'}
          onChange={(value) => onPlace(withField(place, 'codesWithinParent', value === 'within' ? true : undefined))}
          options={[
            { value: 'alone', label: t('levels.codes_alone') },
            {
              value: 'within',
              label: t('levels.codes_within_parent', { column: parent.labelColumn ?? parent.codeColumn ?? '' }),
            },
          ]}
        />
      ) : null}
      {has && labelColumn !== undefined ? (
        <LabelsField
          title={t('levels.whole')}
          hint={t('levels.whole_hint', { column: labelColumn })}
          labels={parent.whole ?? []}
          known={labelsOf(seen, labelColumn)}
          error={errors['mapping.place.parent.whole']}
          onLabels={(whole) => set(withField(parent, 'whole', whole.length > 0 ? whole : undefined))}
        />
      ) : null}
    </>
  );
}

/** The columns of what the enclosing places lie in themselves. */
function OuterFields({ place, onPlace, errors, columns, none }: LevelFieldsProps) {
  const { t } = useTranslation('imports');
  const kinds = useKindOptions();
  const { outer = {} } = place;
  const set = (next: PlaceParent) => {
    const isEmpty = next.labelColumn === undefined && next.codeColumn === undefined;
    onPlace(withField(place, 'outer', isEmpty ? undefined : next));
  };
  return (
    <div className={classes['fields']}>
      <ChoiceField
        label={t('levels.outer_name')}
        hint={t('levels.outer_hint')}
        error={errors['mapping.place.outer.labelColumn'] ?? errors['mapping.place.outer']}
        value={outer.labelColumn ?? ''}
        onChange={(name) => set(withField(outer, 'labelColumn', name || undefined))}
        options={[none, ...columns]}
      />
      {outer.labelColumn === undefined ? null : (
        <>
          <ChoiceField
            label={t('levels.outer_code')}
            error={errors['mapping.place.outer.codeColumn']}
            value={outer.codeColumn ?? ''}
            onChange={(name) => set(withField(outer, 'codeColumn', name || undefined))}
            options={[none, ...columns]}
          />
          <ChoiceField
            label={t('levels.outer_kind')}
            value={outer.kind ?? 'region'}
            onChange={(kind) => set(withField(outer, 'kind', isKind(kind) ? kind : undefined))}
            options={kinds}
          />
        </>
      )}
    </div>
  );
}

/** Rows of all places together, and which place they are of. */
export function TotalFields({ place, onPlace, seen, errors }: LevelFieldsProps) {
  const { t } = useTranslation('imports');
  const kinds = useKindOptions();
  const { total, labelColumn, parent } = place;
  const own = labelsOf(seen, labelColumn);
  const around = labelsOf(seen, parent?.labelColumn);
  const known = { labels: [...new Set([...own.labels, ...around.labels])], hasMore: own.hasMore || around.hasMore };
  const set = (next: PlaceTotal | undefined) => onPlace(withField(place, 'total', next));
  const setLabels = (labels: string[]) => {
    const [name = ''] = labels;
    set(name === '' ? undefined : { kind: 'state', ...total, name: total?.name ?? name, labels });
  };
  return (
    <>
      <LabelsField
        title={t('levels.total')}
        hint={t('levels.total_hint')}
        labels={total?.labels ?? []}
        known={known}
        error={errors['mapping.place.total.labels']}
        onLabels={setLabels}
      />
      {total === undefined ? null : (
        <div className={classes['fields']}>
          <TextLine
            label={t('levels.total_name')}
            hint={t('levels.total_name_hint')}
            error={errors['mapping.place.total.name']}
            value={total.name}
            onChange={(name) => set({ ...total, name })}
          />
          <ChoiceField
            label={t('levels.total_kind')}
            value={total.kind}
            onChange={(kind) => (isKind(kind) ? set({ ...total, kind }) : undefined)}
            options={kinds}
          />
        </div>
      )}
    </>
  );
}

interface LabelsFieldProps {
  title: string;
  hint: string;
  labels: readonly string[];
  /** The file's own labels to choose from. */
  known: { labels: readonly string[]; hasMore: boolean };
  error: string | undefined;
  onLabels(labels: string[]): void;
}

/** Some of a column's labels: chosen from the file's own, or typed where it has more than are known. */
function LabelsField({ title, hint, labels, known, error, onLabels }: LabelsFieldProps) {
  const { t } = useTranslation('imports');
  const [typed, setTyped] = useState('');
  const add = (label: string) => {
    if (label !== '' && !labels.includes(label)) onLabels([...labels, label]);
  };
  const takenIn = useTakenIn(() => {
    add(typed.trim());
    setTyped('');
  });
  const free = known.labels.filter((label) => !labels.includes(label));
  return (
    <fieldset className={classes['group']}>
      <legend>{title}</legend>
      {labels.map((label) => (
        <div key={label} className={classes['pair']}>
          <span>“{label}”</span>
          <Button
            variant="subtle"
            aria-label={t('levels.take_away', { label, what: title })}
            onClick={() => onLabels(labels.filter((each) => each !== label))}
          >
            {t('names.take_away', { label })}
          </Button>
        </div>
      ))}
      <div className={classes['fields']}>
        {free.length > 0 ? (
          <ChoiceField
            label={t('levels.label_of')}
            hint={hint}
            error={error}
            value=""
            onChange={add}
            options={[
              { value: '', label: t(labels.length > 0 ? 'map.nothing_more' : 'levels.no_rows') },
              ...free.map((label) => ({ value: label, label })),
            ]}
          />
        ) : null}
        {known.hasMore ? (
          <div {...takenIn}>
            <TextLine
              label={t('levels.typed')}
              hint={t('levels.typed_hint')}
              {...(free.length === 0 && { error })}
              value={typed}
              onChange={setTyped}
            />
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}

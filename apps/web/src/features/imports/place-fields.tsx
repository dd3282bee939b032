import type { PlaceSource } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { withField } from './change.ts';
import { Folded } from './folded.tsx';
import type { ColumnChoice, MappingFormProps } from './mapping-fields.tsx';
import { EnclosingFields, KindFields, TotalFields, withoutIdleCodes } from './place-levels.tsx';
import classes from './imports.module.css';

interface PlaceFieldsProps extends MappingFormProps {
  columns: readonly ColumnChoice[];
  /** Why a column was proposed. */
  reason(column: string | undefined, roles: readonly string[]): string;
}

/** Where a row's place stands, what kind it is, what it lies in, and which rows tell of all places together. */
export function PlaceFields({ mapping, onChange, seen, errors, columns, reason }: PlaceFieldsProps) {
  const { t } = useTranslation('imports');
  const { place } = mapping;
  const none = { value: '', label: t('map.no_column') };
  const set = (next: PlaceSource) => onChange({ ...mapping, place: next });
  const levels = ['kindColumn', 'kind', 'parent', 'codesWithinParent', 'total'];
  const isWrong = Object.keys(errors).some((path) => levels.some((field) => path.startsWith(`mapping.place.${field}`)));
  const props = { place, onPlace: set, seen, errors, columns, none };
  return (
    <>
      <div className={classes['fields']}>
        <ChoiceField
          name="place"
          label={t('map.place')}
          hint={reason(place.labelColumn, ['place_label'])}
          error={errors['mapping.place'] ?? errors['mapping.place.labelColumn']}
          value={place.labelColumn ?? ''}
          onChange={(name) => set(withField(place, 'labelColumn', name || undefined))}
          options={[none, ...columns]}
        />
        <ChoiceField
          label={t('map.place_code')}
          hint={reason(place.codeColumn, ['place_code'])}
          error={errors['mapping.place.codeColumn']}
          value={place.codeColumn ?? ''}
          onChange={(name) => set(withoutIdleCodes(withField(place, 'codeColumn', name || undefined)))}
          options={[none, ...columns]}
        />
        {place.labelColumn === undefined && place.codeColumn === undefined ? (
          <TextLine
            label={t('map.place_is')}
            hint={t('map.place_is_hint')}
            error={errors['mapping.place.constantLabel']}
            value={place.constantLabel ?? ''}
            onChange={(name) => set(withField(place, 'constantLabel', name || undefined))}
          />
        ) : null}
      </div>
      <Folded title={t('levels.title')} note={useLevelSentences(place)} open={isWrong}>
        <KindFields {...props} />
        <EnclosingFields {...props} />
        <TotalFields {...props} />
      </Folded>
    </>
  );
}

/** What the mapping says of the places beside their names, in sentences. */
function useLevelSentences(place: PlaceSource): string {
  const { t } = useTranslation(['imports', 'words']);
  const { kindColumn, kind, parent, outer, total, codesWithinParent } = place;
  const quote = (labels: readonly string[]) => labels.map((label) => `“${label}”`).join(', ');
  const within = parent?.labelColumn ?? parent?.codeColumn;
  return [
    kindColumn === undefined
      ? t('levels.each_is', { kind: t(`words:place_kind.${kind ?? 'district'}`) })
      : t('levels.kinds_in', { column: kindColumn }),
    within === undefined
      ? ''
      : t('levels.each_in', { column: within, kind: t(`words:place_kind.${parent?.kind ?? 'county'}`) }),
    outer === undefined
      ? ''
      : t('levels.outer_in', {
          column: outer.labelColumn ?? outer.codeColumn ?? '',
          kind: t(`words:place_kind.${outer.kind ?? 'region'}`),
        }),
    parent?.whole?.length ? t('levels.whole_rows', { labels: quote(parent.whole) }) : '',
    codesWithinParent ? t('levels.codes_within', { code: place.codeColumn ?? '', column: within ?? '' }) : '',
    total === undefined
      ? ''
      : t(total.name === '' ? 'levels.total_left_out' : 'levels.total_rows', {
          labels: quote(total.labels),
          name: total.name,
          kind: t(`words:place_kind.${total.kind}`),
        }),
  ]
    .filter(Boolean)
    .join(' ');
}

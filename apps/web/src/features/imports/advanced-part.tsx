import { useTranslation } from 'react-i18next';
import { DuplicateFields, ProvisionalFields, SkipFields } from './advanced-rows.tsx';
import { Folded } from './folded.tsx';
import { NameFields } from './advanced-names.tsx';
import { LayoutFields } from './advanced-layout.tsx';
import { WideFields } from './advanced-wide.tsx';
import type { MappingFormProps } from './mapping-fields.tsx';
import classes from './imports.module.css';

/** What most files do not need, each folded away until it is used or wrong. */
export function AdvancedPart(props: MappingFormProps) {
  const { t } = useTranslation('imports');
  const { mapping, errors, seen } = props;
  const { place, population } = mapping;
  const wrong = (...starts: string[]) =>
    Object.keys(errors).some((path) => starts.some((start) => path.startsWith(`mapping.${start}`)));
  const names = Object.keys(place.aliases ?? {}).length + Object.keys(population.aliases).length;
  const layout = (mapping.fillDown?.length ?? 0) + (mapping.sections?.length ?? 0);
  const isText = seen.shape.columns.length > 1;
  return (
    <section className={classes['advanced']} aria-label={t('advanced.title')}>
      <h3 className={classes['legend']}>{t('advanced.title')}</h3>
      {isText ? (
        <Folded
          title={t('wide.title')}
          note={mapping.wide?.length ? t('wide.count', { count: mapping.wide.length }) : t('wide.when')}
          open={wrong('wide')}
        >
          <WideFields {...props} />
        </Folded>
      ) : null}
      <Folded
        title={t('layout.title')}
        note={layout > 0 ? t('advanced.used') : t('layout.when')}
        open={wrong('fillDown', 'sections')}
      >
        <LayoutFields {...props} />
      </Folded>
      <Folded
        title={t('names.title')}
        note={names > 0 ? t('names.count', { count: names }) : t('names.when')}
        open={wrong('place.aliases', 'place.codeLength', 'population.aliases', 'population.dimension')}
      >
        <NameFields {...props} />
      </Folded>
      <Folded
        title={t('skip.title')}
        note={mapping.skip.length > 0 ? t('skip.count', { count: mapping.skip.length }) : t('skip.when')}
        open={wrong('skip')}
      >
        <SkipFields {...props} />
      </Folded>
      <Folded
        title={t('duplicates.title')}
        note={t(`duplicates.${mapping.duplicates ?? 'report'}`)}
        open={wrong('duplicates')}
      >
        <DuplicateFields {...props} />
      </Folded>
      <Folded
        title={t('provisional.title')}
        note={t(mapping.provisional === undefined ? 'provisional.none' : 'advanced.used')}
        open={wrong('provisional')}
      >
        <ProvisionalFields {...props} />
      </Folded>
    </section>
  );
}

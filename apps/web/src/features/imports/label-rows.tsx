import { type ReactNode, useState } from 'react';
import { Button } from '@mantine/core';
import type { PlaceSource, PopulationSource } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../shared/form/use-form.ts';
import { PlaceChoice } from '../../shared/places/place-field.tsx';
import { type DimensionAnswer, DimensionField } from '../../shared/populations/dimension-field.tsx';
import { PopulationChoice } from '../../shared/populations/population-field.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { ImportWords } from './mapping-words.ts';
import type { ImportLabel } from './operations.ts';
import classes from './imports.module.css';

/** Stands among the choices for a place that is added, or a group that is new. */
const another = 'another';

interface LabelRowProps {
  label: ImportLabel;
  /** What tells it from others: its code, what it lies in. */
  more?: string;
  goesTo: string;
  /** Whether a person answered it since the check. */
  isAnswered: boolean;
  children: ReactNode;
}

/** One label and where its numbers go, with the fields to say otherwise: open where a person is asked. */
function LabelRow({ label, more = '', goesTo, isAnswered, children }: LabelRowProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const [isChanging, setIsChanging] = useState(false);
  const isOpen = label.standing === 'asked' || isChanging || isAnswered;
  return (
    <li className={classes['label']} data-asked={label.standing === 'asked' && !isAnswered}>
      <div className={classes['labelHead']}>
        <span>
          <strong>{label.label || t('preview.everybody')}</strong>
          {more ? <span className={classes['quiet']}> · {more}</span> : null}
          <br />
          <span className={classes['quiet']}>
            {[goesTo, label.rows > 0 ? t('labels.rows', { count: label.rows, shown: number(label.rows) }) : '']
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {isOpen ? null : (
          <Button
            variant="subtle"
            onClick={() => setIsChanging(true)}
            aria-label={t('labels.change_of', { label: label.label || t('preview.everybody') })}
          >
            {t('labels.change')}
          </Button>
        )}
      </div>
      {isOpen ? <div className={classes['fields']}>{children}</div> : null}
    </li>
  );
}

/** The label of a place: one of ours, or a new one. */
export function PlaceLabel({
  label,
  form,
  place,
}: {
  label: ImportLabel;
  form: Form<ImportWords>;
  place: PlaceSource;
}) {
  const { t } = useTranslation(['imports', 'words']);
  const { answerAs, standing, doubt, likely, target, kind, code, within } = label;
  const separate = place.separate ?? [];
  const chosen = form.value.places[answerAs] ?? '';
  const isAnother = separate.includes(answerAs);
  const choose = (id: string) => {
    const others = separate.filter((one) => one !== answerAs);
    const next = id === another ? [...others, answerAs] : others;
    form.set({
      places: { ...form.value.places, [answerAs]: id === another ? '' : id },
      ...(next.length !== separate.length && { place: { ...place, separate: next } }),
    });
  };
  const kindName = kind ? t(`words:place_kind.${kind}`) : '';
  const goesTo = (): string => {
    if (standing === 'added') return t('labels.goes.new_place', { kind: kindName });
    if (standing === 'found') return t(`labels.goes.by_${label.finder ?? 'name'}`, { name: target?.name ?? '' });
    return t(`labels.goes.${standing}`);
  };
  return (
    <LabelRow
      label={label}
      more={[code && code !== label.label ? code : '', within ? t('labels.within', { place: within }) : '']
        .filter(Boolean)
        .join(' · ')}
      goesTo={goesTo()}
      isAnswered={chosen !== '' || isAnother}
    >
      <PlaceChoice
        label={t('labels.is', { label: label.label })}
        hint={doubt ? t(`labels.doubt.${doubt}`, { name: likely?.name ?? '', code: code ?? '' }) : ''}
        value={isAnother ? another : chosen}
        onChange={choose}
        more={[
          { value: '', label: t(standing === 'asked' ? 'labels.as_rest' : 'labels.as_shown') },
          ...(standing === 'added' ? [] : [{ value: another, label: t('labels.another') }]),
        ]}
      />
      {likely && chosen === '' && !isAnother ? (
        <div className={classes['buttons']}>
          <Button variant="default" onClick={() => choose(likely.id)}>
            {t('labels.likely', { name: likely.name })}
          </Button>
        </div>
      ) : null}
    </LabelRow>
  );
}

/** The label of a group: one of ours, or a new one and what it is a group of. */
export function GroupLabel({
  label,
  form,
  population,
}: {
  label: ImportLabel;
  form: Form<ImportWords>;
  population: PopulationSource;
}) {
  const { t } = useTranslation('imports');
  const { label: name, standing, doubt, likely, target, dimension } = label;
  const chosen = form.value.populations[name] ?? '';
  const byPerson = answerOf(population, name);
  const proposed = doubt === 'dimension' || standing === 'found' ? undefined : { dimension, overlapping: false };
  const isEverybody = standing !== 'found' && standing !== 'asked' && dimension === null;
  const isCrossing = name.includes(' × ');
  const goesTo = (): string => {
    if (doubt === 'dimension') return t('labels.goes.unclear');
    if (standing === 'found') return t(`labels.goes.by_${label.finder ?? 'name'}`, { name: target?.name ?? '' });
    if (standing !== 'added') return t(`labels.goes.${standing}`);
    return isEverybody ? t('labels.goes.everybody') : t('labels.goes.new_group', { dimension: dimension ?? '' });
  };
  return (
    <LabelRow label={label} goesTo={goesTo()} isAnswered={chosen !== ''}>
      <PopulationChoice
        label={t('labels.is', { label: name || t('preview.everybody') })}
        value={chosen}
        onChange={(id) => form.set({ populations: { ...form.value.populations, [name]: id } })}
        more={[{ value: '', label: t(standing === 'found' ? 'labels.as_shown' : 'labels.new_group') }]}
      />
      {chosen === '' && standing !== 'found' && name !== '' && !isCrossing ? (
        <DimensionField
          label={t('labels.group_of', { label: name })}
          value={byPerson ?? proposed}
          onChange={(answer) => form.set({ population: withAnswer(population, name, answer) })}
          offered={Object.values(population.dimensions ?? {})}
        />
      ) : null}
      {likely && chosen === '' && standing !== 'found' ? (
        <div className={classes['buttons']}>
          <Button
            variant="default"
            onClick={() => form.set({ populations: { ...form.value.populations, [name]: likely.id } })}
          >
            {t('labels.likely', { name: likely.name })}
          </Button>
        </div>
      ) : null}
    </LabelRow>
  );
}

/** What the mapping says a group is a group of. */
function answerOf({ all, dimensions, overlapping }: PopulationSource, label: string): DimensionAnswer | undefined {
  if (all.includes(label)) return { dimension: null, overlapping: false };
  const dimension = dimensions?.[label];
  if (dimension === undefined) return undefined;
  return { dimension, overlapping: overlapping?.includes(dimension) ?? false };
}

/** The population source with a person's answer; whoever says what a group is a group of wants it added. */
function withAnswer(source: PopulationSource, label: string, answer: DimensionAnswer): PopulationSource {
  const { [label]: _before, ...others } = source.dimensions ?? {};
  const { dimension, overlapping } = answer;
  const all = source.all.filter((each) => each !== label);
  return {
    ...source,
    unknown: source.unknown === 'leave_out' ? 'leave_out' : 'add',
    all: dimension === null ? [...all, label] : all,
    dimensions: dimension === null || dimension === '' ? others : { ...others, [label]: dimension },
    ...(overlapping && dimension !== null && { overlapping: [...new Set([...(source.overlapping ?? []), dimension])] }),
  };
}

import { PlaceChoice } from '../../shared/places/place-field.tsx';
import { Button } from '@mantine/core';
import type { UnknownLabels } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { Form } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
import type { ImportReport, UnknownLabel } from '@throughline/source-files/report/import-report';
import type { ChosenLabels } from './mapping-words.ts';
import { LabelChoices, labelKinds, MapPlaceLabels, MapPopulationLabels, type ImportDetail } from './operations.ts';
import { useCheck } from './use-check.ts';
import { useMappingForm } from './use-mapping-form.ts';
import classes from './imports.module.css';

const shownLabels = 30;

interface LabelsProps {
  file: ImportDetail;
  report: ImportReport;
}

/** Labels for which something of ours was chosen. */
const chosenOf = (chosen: ChosenLabels) => Object.entries(chosen).filter(([, id]) => id !== '');

/** Names that the partnership does not know: each is pointed to one of ours, and the rest is left out or added. */
export function LabelsPart({ file, report }: LabelsProps) {
  const { t } = useTranslation('imports');
  const [{ data }] = useLiveQuery(LabelChoices, {}, labelKinds);
  const form = useMappingForm({ file, name: 'labels', label: t('labels.save') });
  const mapPlaces = useAct({ document: MapPlaceLabels, label: t('labels.save'), touches: labelKinds, row: {} });
  const mapPopulations = useAct({
    document: MapPopulationLabels,
    label: t('labels.save'),
    touches: labelKinds,
    row: {},
  });
  const check = useCheck(file, form);
  const isSaving = check.isChecking || [form, mapPlaces, mapPopulations].some(({ state }) => state === 'saving');
  const { place, population } = form.value;
  const save = async () => {
    const places = chosenOf(form.value.places).map(([label, placeId]) => ({ label, placeId }));
    const populations = chosenOf(form.value.populations).map(([label, populationId]) => ({ label, populationId }));
    if (places.length > 0 && (await mapPlaces.run({ labels: places }))?.kind !== 'saved') return;
    if (populations.length > 0 && (await mapPopulations.run({ labels: populations }))?.kind !== 'saved') return;
    await check.run();
  };
  if (place === null || population === null) return null;
  return (
    <Section title={t('labels.title')}>
      <p className={classes['quiet']}>{t('labels.hint')}</p>
      <Form form={form} label={t('labels.title')} className={classes['stack']} onKept={() => void check.run()}>
        <Labels
          title={t('labels.places')}
          labels={report.unknownPlaces}
          chosen={form.value.places}
          onChoose={(places) => form.set({ places })}
          separate={place.separate ?? []}
          onSeparate={(separate) => form.set({ place: { ...place, separate } })}
          rest={place.unknown ?? 'ask'}
          onRest={(unknown) => form.set({ place: { ...place, unknown } })}
        />
        <Labels
          title={t('labels.populations')}
          labels={report.unknownPopulations}
          choices={data?.populations.nodes ?? []}
          chosen={form.value.populations}
          onChoose={(populations) => form.set({ populations })}
          rest={population.unknown ?? 'ask'}
          onRest={(unknown) => form.set({ population: { ...population, unknown } })}
        />
        <div className={classes['buttons']}>
          <Button size="md" variant="default" loading={isSaving} disabled={!form.ready} onClick={() => void save()}>
            {t('labels.save')}
          </Button>
          <SaveChip state={form.state} draft={form.dirty} />
        </div>
      </Form>
      <ProblemLine problem={mapPlaces.problem ?? mapPopulations.problem ?? check.problem} />
    </Section>
  );
}

interface LabelListProps {
  title: string;
  labels: readonly UnknownLabel[];
  /** Ours to choose from; where it is left out, places are searched. */
  choices?: readonly { id: string; name: string }[];
  chosen: ChosenLabels;
  onChoose(chosen: ChosenLabels): void;
  /** Labels of places that are not the one of ours that they look like. */
  separate?: readonly string[];
  onSeparate?(separate: string[]): void;
  rest: UnknownLabels;
  onRest(rest: UnknownLabels): void;
}

/** Stands among the choices for a place that is added. */
const another = 'another';

function Labels({ title, labels, choices, chosen, onChoose, separate = [], onSeparate, rest, onRest }: LabelListProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  if (labels.length === 0) return null;
  return (
    <fieldset className={classes['group']}>
      <legend>{title}</legend>
      <div className={classes['fields']}>
        {labels.slice(0, shownLabels).map(({ label, code, rows, likely, doubt }) => (
          <div key={`${label} ${code ?? ''}`} className={classes['group']}>
            {choices ? (
              <ChoiceField
                label={t('labels.is', { label: label || t('preview.everybody') })}
                hint={t('labels.rows', { count: rows, shown: number(rows) })}
                value={chosen[label] ?? ''}
                onChange={(id) => onChoose({ ...chosen, [label]: id })}
                options={[
                  { value: '', label: t('labels.as_rest') },
                  ...(likely && !choices.some(({ id }) => id === likely.id)
                    ? [{ value: likely.id, label: likely.name }]
                    : []),
                  ...choices.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            ) : (
              <PlaceChoice
                label={t('labels.is', { label })}
                hint={[
                  t('labels.rows', { count: rows, shown: number(rows) }),
                  ...(doubt ? [t(`labels.doubt.${doubt}`, { name: likely?.name ?? '', code: code ?? '' })] : []),
                ].join(' ')}
                value={separate.includes(label) ? another : (chosen[label] ?? '')}
                onChange={(id) => {
                  const others = separate.filter((one) => one !== label);
                  if (id === another || others.length < separate.length)
                    onSeparate?.(id === another ? [...others, label] : others);
                  onChoose({ ...chosen, [label]: id === another ? '' : id });
                }}
                more={[
                  { value: '', label: t('labels.as_rest') },
                  ...(doubt ? [{ value: another, label: t('labels.another') }] : []),
                ]}
              />
            )}
            {likely && chosen[label] === undefined ? (
              <div className={classes['buttons']}>
                <Button variant="default" onClick={() => onChoose({ ...chosen, [label]: likely.id })}>
                  {t('labels.likely', { name: likely.name })}
                </Button>
              </div>
            ) : null}
          </div>
        ))}
      </div>
      {labels.length > shownLabels ? (
        <p className={classes['quiet']}>{t('labels.more', { count: labels.length - shownLabels })}</p>
      ) : null}
      <div className={classes['fields']}>
        <ChoiceField
          label={t('labels.rest')}
          value={rest}
          onChange={(value) => onRest(value === 'add' || value === 'leave_out' ? value : 'ask')}
          options={(['ask', 'leave_out', 'add'] as const).map((value) => ({ value, label: t(`rest.${value}`) }))}
        />
      </div>
    </fieldset>
  );
}

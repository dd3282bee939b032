import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ImportMapping, UnknownLabels } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/fields.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { useWrite } from '../../shared/use-write.ts';
import type { ImportReport, UnknownLabel } from '@throughline/source-files/report/import-report';
import { LabelChoices, labelKinds, MapPlaceLabels, MapPopulationLabels, type ImportDetail } from './operations.ts';
import { useRecheck } from './use-recheck.ts';
import classes from './imports.module.css';

const shownLabels = 30;

interface LabelsProps {
  file: ImportDetail;
  report: ImportReport;
  refresh(): void;
}

/** Names that the partnership does not know: each is pointed to one of ours, and the rest is left out or added. */
export function LabelsPart({ file, report, refresh }: LabelsProps) {
  const { t } = useTranslation('imports');
  const mapping = file.mapping as ImportMapping;
  const [{ data }] = useLiveQuery(LabelChoices, {}, labelKinds);
  const [places, setPlaces] = useState<Record<string, string>>({});
  const [populations, setPopulations] = useState<Record<string, string>>({});
  const [unknownPlaces, setUnknownPlaces] = useState<UnknownLabels>(mapping.place.unknown ?? 'ask');
  const [unknownPopulations, setUnknownPopulations] = useState<UnknownLabels>(mapping.population.unknown ?? 'ask');
  const mapPlaces = useWrite(MapPlaceLabels, { label: t('labels.save'), touches: labelKinds });
  const mapPopulations = useWrite(MapPopulationLabels, { label: t('labels.save'), touches: labelKinds });
  const recheck = useRecheck(file, refresh);
  const isSaving = recheck.isSaving || [mapPlaces, mapPopulations].some(({ state }) => state === 'saving');
  const save = async () => {
    const placeLabels = Object.entries(places).flatMap(([label, placeId]) => (placeId ? [{ label, placeId }] : []));
    const populationLabels = Object.entries(populations).flatMap(([label, populationId]) =>
      populationId ? [{ label, populationId }] : [],
    );
    if (placeLabels.length > 0 && (await mapPlaces.run({ labels: placeLabels })).kind !== 'saved') return;
    if (populationLabels.length > 0 && (await mapPopulations.run({ labels: populationLabels })).kind !== 'saved')
      return;
    const next = {
      ...mapping,
      place: { ...mapping.place, unknown: unknownPlaces },
      population: { ...mapping.population, unknown: unknownPopulations },
    };
    await recheck.run(next);
  };
  return (
    <Section title={t('labels.title')}>
      <p className={classes['quiet']}>{t('labels.hint')}</p>
      <Labels
        title={t('labels.places')}
        labels={report.unknownPlaces}
        choices={data?.places.nodes ?? []}
        chosen={places}
        onChoose={setPlaces}
        rest={unknownPlaces}
        onRest={setUnknownPlaces}
      />
      <Labels
        title={t('labels.populations')}
        labels={report.unknownPopulations}
        choices={data?.populations.nodes ?? []}
        chosen={populations}
        onChoose={setPopulations}
        rest={unknownPopulations}
        onRest={setUnknownPopulations}
      />
      <div className={classes['buttons']}>
        <Button size="md" variant="default" loading={isSaving} onClick={() => void save()}>
          {t('labels.save')}
        </Button>
      </div>
      <ProblemLine problem={mapPlaces.problem ?? mapPopulations.problem ?? recheck.problem} />
    </Section>
  );
}

interface LabelListProps {
  title: string;
  labels: readonly UnknownLabel[];
  choices: readonly { id: string; name: string }[];
  chosen: Record<string, string>;
  onChoose(chosen: Record<string, string>): void;
  rest: UnknownLabels;
  onRest(rest: UnknownLabels): void;
}

function Labels({ title, labels, choices, chosen, onChoose, rest, onRest }: LabelListProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  if (labels.length === 0) return null;
  return (
    <fieldset className={classes['group']}>
      <legend>{title}</legend>
      <div className={classes['fields']}>
        {labels.slice(0, shownLabels).map(({ label, rows, likely }) => (
          <div key={label} className={classes['group']}>
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

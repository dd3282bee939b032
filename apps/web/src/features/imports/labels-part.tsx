import { Button } from '@mantine/core';
import type { UnknownLabels } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { Form } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { Section } from '../../shared/frame/page.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
import { LabelList } from './label-list.tsx';
import { GroupLabel, PlaceLabel } from './label-rows.tsx';
import type { ChosenLabels } from './mapping-words.ts';
import { labelKinds, MapPlaceLabels, MapPopulationLabels, type ImportDetail } from './operations.ts';
import { useCheck } from './use-check.ts';
import { useMappingForm } from './use-mapping-form.ts';
import classes from './imports.module.css';

/** Labels for which something of ours was chosen. */
const chosenOf = (chosen: ChosenLabels) => Object.entries(chosen).filter(([, id]) => id !== '');

/** Where the numbers of each label go: each can be pointed elsewhere, and what we do not know is asked about. */
export function LabelsPart({ file }: { file: ImportDetail }) {
  const { t } = useTranslation('imports');
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
  const listed = { id: file.id, version: file.version };
  return (
    <Section title={t('labels.title')}>
      <p className={classes['quiet']}>{t('labels.hint')}</p>
      <Form form={form} label={t('labels.title')} className={classes['stack']} onKept={() => void check.run()}>
        {place.codesWithinParent ? (
          <p className={classes['quiet']}>
            {t('levels.codes_within', {
              code: place.codeColumn ?? '',
              column: place.parent?.labelColumn ?? place.parent?.codeColumn ?? '',
            })}
          </p>
        ) : null}
        <LabelList {...listed} subject="place" title={t('labels.places')}>
          {(label) => <PlaceLabel key={label.id} label={label} form={form} place={place} />}
        </LabelList>
        <Rest
          label={t('labels.rest_places')}
          value={place.unknown ?? 'ask'}
          onChange={(unknown) => form.set({ place: { ...place, unknown } })}
        />
        <LabelList {...listed} subject="population" title={t('labels.populations')}>
          {(label) => <GroupLabel key={label.id} label={label} form={form} population={population} />}
        </LabelList>
        <Rest
          label={t('labels.rest_populations')}
          value={population.unknown ?? 'ask'}
          onChange={(unknown) => form.set({ population: { ...population, unknown } })}
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

interface RestProps {
  label: string;
  value: UnknownLabels;
  onChange(rest: UnknownLabels): void;
}

/** What becomes of names that nobody knows and nobody answers. */
function Rest({ label, value, onChange }: RestProps) {
  const { t } = useTranslation('imports');
  return (
    <div className={classes['fields']}>
      <ChoiceField
        label={label}
        value={value}
        onChange={(rest) => onChange(rest === 'add' || rest === 'leave_out' ? rest : 'ask')}
        options={(['ask', 'leave_out', 'add'] as const).map((rest) => ({ value: rest, label: t(`rest.${rest}`) }))}
      />
    </div>
  );
}

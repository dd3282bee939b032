import { daysUntilDue } from '@throughline/domain/indicator-health';
import { requestedPeriods } from '@throughline/domain/data-requests';
import type { Cadence } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { OrganizationField, useIndicators } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedField } from '../../shared/choices/searched-field.tsx';
import { NamedPlace, PlaceChoice } from '../../shared/places/place-field.tsx';
import { NamedPopulation, PopulationChoice } from '../../shared/populations/population-field.tsx';
import { DayField, NumberField, ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { numberOf } from '../../shared/form/number-of.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { useToday } from '../../shared/session/use-today.ts';
import { AddRequest, RequestChoices, requestKinds } from './operations.ts';
import { SeveralField } from './several-field.tsx';

interface RequestWords {
  indicatorId: string | null;
  organizationId: string | null;
  placeIds: readonly string[];
  populationIds: readonly string[];
  fromOn: string | null;
  graceDays: string;
  note: string;
}

const choiceKinds = ['population', 'place'];

/** The period that ended last, and the days in which its numbers usually come. */
const proposalFor = (cadence: Cadence, today: string) => ({
  fromOn: requestedPeriods({ from: '1902-01-01', cadence }, today, 1)[0]?.start ?? today,
  graceDays: String(Math.min(daysUntilDue[cadence], 60)),
});

/** Requests the numbers of an indicator from an organization; leads on to the request, where its link is made. */
export function AddRequestDialog({ indicatorId = null, onClose }: { indicatorId?: string | null; onClose(): void }) {
  const { t } = useTranslation(['data-requests', 'words']);
  const [, go] = useLocation();
  const today = useToday();
  const [{ data }] = useLiveQuery(RequestChoices, {}, choiceKinds);
  const home = data?.places.nodes[0];
  const everybody = data?.populations.nodes[0];
  const cadence = useIndicators(indicatorId).rows.find(({ id }) => id === indicatorId)?.cadence;
  const blank: RequestWords = {
    indicatorId,
    organizationId: null,
    placeIds: home ? [home.id] : [],
    populationIds: everybody ? [everybody.id] : [],
    ...(cadence ? proposalFor(cadence, today) : { fromOn: null, graceDays: '30' }),
    note: '',
  };
  const form = useForm({
    key: `add-data-request:${indicatorId ?? ''}`,
    document: AddRequest,
    label: t('add.title'),
    touches: requestKinds,
    blank,
    input: (words) => ({
      ...words,
      indicatorId: words.indicatorId ?? '',
      organizationId: words.organizationId ?? '',
      placeIds: [...words.placeIds],
      populationIds: [...words.populationIds],
      fromOn: words.fromOn ?? '',
      graceDays: numberOf(words.graceDays) ?? 0,
    }),
  });
  const indicators = useIndicators(form.value.indicatorId);
  const chosen = indicators.rows.find(({ id }) => id === form.value.indicatorId);
  return (
    <FormDialog
      form={form}
      title={t('add.title')}
      save={t('add.save')}
      onClose={onClose}
      onKept={(outcome) => {
        if (outcome.kind === 'saved') go(`/data-requests/${outcome.data.addDataRequest.id}`);
      }}
    >
      <SearchedField
        form={form}
        name="indicatorId"
        label={t('field.indicatorId')}
        searched={indicators}
        none={t('choose')}
        required
        also={(id) => {
          const found = indicators.rows.find((one) => one.id === id);
          return found ? proposalFor(found.cadence, today) : {};
        }}
      />
      <OrganizationField
        form={form}
        name="organizationId"
        label={t('field.organizationId')}
        none={t('choose')}
        required
      />
      <SeveralField
        form={form}
        name="placeIds"
        label={t('field.placeIds')}
        known={home ? [{ id: home.id, name: home.shownName }] : []}
        Choice={PlaceChoice}
        Named={NamedPlace}
        words={{ add: t('place.add'), needed: t('place.needed') }}
      />
      <SeveralField
        form={form}
        name="populationIds"
        label={t('field.populationIds')}
        known={everybody ? [everybody] : []}
        Choice={PopulationChoice}
        Named={NamedPopulation}
        words={{ add: t('population.add'), needed: t('population.needed') }}
      />
      <DayField
        form={form}
        name="fromOn"
        label={t('field.fromOn')}
        hint={chosen ? t('hint.fromOn', { cadence: t(`words:cadence.${chosen.cadence}`) }) : undefined}
        required
      />
      <NumberField form={form} name="graceDays" label={t('field.graceDays')} hint={t('hint.graceDays')} required />
      <ProseField form={form} name="note" label={t('field.note')} hint={t('hint.note')} />
    </FormDialog>
  );
}

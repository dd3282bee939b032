import { daysUntilDue } from '@throughline/domain/indicator-health';
import { requestedPeriods } from '@throughline/domain/data-requests';
import type { Cadence } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ChecksField, DayField, NumberField, ProseField, SelectField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { numberOf } from '../../shared/form/number-of.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { useToday } from '../../shared/session/use-today.ts';
import { AddRequest, RequestChoices, requestKinds } from './operations.ts';
import { PlacesField } from './places-field.tsx';

interface RequestWords {
  indicatorId: string | null;
  organizationId: string | null;
  placeIds: readonly string[];
  populationIds: readonly string[];
  fromOn: string | null;
  graceDays: string;
  note: string;
}

const choiceKinds = ['indicator', 'organization', 'population', 'place'];

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
  const indicators = data?.indicators.nodes ?? [];
  const populations = data?.populations.nodes ?? [];
  const home = data?.places.nodes[0];
  const everybody = populations.find(({ dimension }) => dimension === null);
  const cadence = indicators.find(({ id }) => id === indicatorId)?.cadence;
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
  const chosen = indicators.find(({ id }) => id === form.value.indicatorId);
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
      <SelectField
        form={form}
        name="indicatorId"
        label={t('field.indicatorId')}
        options={indicators.map(({ id, name }) => ({ value: id, label: name }))}
        none={t('choose')}
        required
        also={(id) => {
          const found = indicators.find((one) => one.id === id);
          return found ? proposalFor(found.cadence, today) : {};
        }}
      />
      <SelectField
        form={form}
        name="organizationId"
        label={t('field.organizationId')}
        options={(data?.organizations.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        none={t('choose')}
        required
      />
      <PlacesField
        form={form}
        label={t('field.placeIds')}
        names={home ? [{ id: home.id, name: home.shownName }] : []}
      />
      <ChecksField
        form={form}
        name="populationIds"
        label={t('field.populationIds')}
        options={populations.map(({ id, name }) => ({ value: id, label: name }))}
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

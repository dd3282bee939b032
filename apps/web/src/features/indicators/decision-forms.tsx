import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { ChartDecisionKind } from '@throughline/domain/vocabulary';
import { ChoiceField, TextArea } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { type Cell, chartPoint, type Evidence } from './evidence.ts';
import type { IndicatorDetail } from './operations.ts';

const RecalculateLimits = graphql(`
  mutation RecalculateLimits($input: RecalculateLimitsInput!) {
    recalculateLimits(input: $input) {
      id
      version
    }
  }
`);
const FreezeBaseline = graphql(`
  mutation FreezeBaseline($input: FreezeBaselineInput!) {
    freezeBaseline(input: $input) {
      id
      version
    }
  }
`);
const ExcludePoint = graphql(`
  mutation ExcludePoint($input: ExcludePointInput!) {
    excludePoint(input: $input) {
      id
      version
    }
  }
`);
const WithdrawChartDecision = graphql(`
  mutation WithdrawChartDecision($input: WithdrawChartDecisionInput!) {
    withdrawChartDecision(input: $input) {
      id
      version
      withdrawnAt
      withdrawnByName
      withdrawnReason
      abilities
    }
  }
`);

/** Kinds whose lists a decision changes: the series of the indicator and the list of decisions. */
const touches = ['indicator', 'chart_decision'];

/** A decision about to be taken: what is known of it before the person says why. */
export interface OpenDecision {
  kind: ChartDecisionKind;
  periodStart?: string;
  /** The signal in words, where the tool saw one. */
  signal?: string;
}

interface DecisionFormProps {
  indicator: IndicatorDetail;
  series: Evidence;
  open: OpenDecision;
  onClose(): void;
}

const isShown = (cell: Cell): boolean => typeof chartPoint(cell).value === 'number';

/** The periods that a decision may name: a new part has one before it, a point that is left out is shown. */
function periodsFor(kind: ChartDecisionKind, { cells, decisions }: Evidence): Cell[] {
  const taken = new Set(decisions.flatMap((one) => (one.kind === kind ? [one.periodStart] : [])));
  const free = cells.filter(({ start }) => !taken.has(start));
  if (kind === 'excluded_point') return free.filter(isShown);
  return kind === 'recalculation' ? free.filter((cell) => cell !== cells[0]) : free;
}

/** Asks when, why, and for new limits what signal there is and whether it is expected to last. */
export function DecisionForm({ indicator, series, open, onClose }: DecisionFormProps) {
  const { t } = useTranslation('indicators');
  const { kind } = open;
  const [id] = useState(() => uuid());
  const label = t(`decision.${kind}.title`);
  const writes = {
    recalculation: useWrite(RecalculateLimits, { label, touches }),
    frozen_baseline: useWrite(FreezeBaseline, { label, touches }),
    excluded_point: useWrite(ExcludePoint, { label, touches }),
  };
  const periods = periodsFor(kind, series);
  const first = { periodStart: open.periodStart ?? periods.at(-1)?.start ?? '', signal: open.signal ?? '', reason: '' };
  const draft = useDraft(`decision:${kind}:${series.id}:${open.periodStart ?? ''}`, first);
  const [lasts, setLasts] = useState(false);
  const { fieldErrors } = writes[kind];
  const field = (key: 'periodStart' | 'signal' | 'reason') => ({
    value: draft.value[key],
    onChange: (value: string) => draft.set({ ...draft.value, [key]: value }),
    error: fieldErrors[key],
    readOnly: !draft.ready,
  });
  const where = { id, indicatorId: indicator.id, placeId: series.placeId, populationId: series.populationId };
  const { periodStart, reason, signal } = draft.value;
  const input = () => ({ ...where, periodStart, reason });
  const fields = (
    <>
      <p style={{ margin: 0 }}>{t(`decision.${kind}.lead`)}</p>
      <ChoiceField
        {...field('periodStart')}
        label={t(`decision.${kind}.period`)}
        options={periods.map(({ start, label: name }) => ({ value: start, label: name }))}
      />
      {kind === 'recalculation' ? (
        <TextArea {...field('signal')} label={t('decision.signal')} hint={t('decision.signal_hint')} required />
      ) : null}
      <TextArea
        {...field('reason')}
        label={t(`decision.${kind}.reason`)}
        hint={t(`decision.${kind}.reason_hint`)}
        required
      />
      {kind === 'recalculation' ? (
        <Checkbox
          size="md"
          label={t('decision.lasts')}
          checked={lasts}
          onChange={(event) => setLasts(event.currentTarget.checked)}
          error={fieldErrors['expectedToLast']}
        />
      ) : null}
    </>
  );
  const shared = {
    title: label,
    save: t(`decision.${kind}.save`),
    draft,
    fieldLabel: (key: string) => (key === 'signal' ? t('decision.signal') : t(`decision.${kind}.reason`)),
    onClose,
  };
  if (kind === 'recalculation')
    return (
      <FormDialog
        {...shared}
        write={writes.recalculation}
        input={() => ({ ...input(), signal, expectedToLast: lasts })}
      >
        {fields}
      </FormDialog>
    );
  return kind === 'frozen_baseline' ? (
    <FormDialog {...shared} write={writes.frozen_baseline} input={input}>
      {fields}
    </FormDialog>
  ) : (
    <FormDialog {...shared} write={writes.excluded_point} input={input}>
      {fields}
    </FormDialog>
  );
}

/** Asks why a decision is taken back. */
export function WithdrawForm({ decision, onClose }: { decision: { id: string; version: number }; onClose(): void }) {
  const { t } = useTranslation('indicators');
  const title = t('decision.withdraw.title');
  const draft = useDraft(`withdraw-decision:${decision.id}`, { reason: '' });
  const write = useWrite(WithdrawChartDecision, { label: title, touches });
  return (
    <FormDialog
      title={title}
      save={t('decision.withdraw.save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id: decision.id, version: decision.version, reason: draft.value.reason })}
      fieldLabel={() => t('decision.withdraw.reason')}
      onClose={onClose}
    >
      <TextArea
        label={t('decision.withdraw.reason')}
        hint={t('decision.withdraw.hint')}
        value={draft.value.reason}
        onChange={(reason) => draft.set({ reason })}
        error={write.fieldErrors['reason']}
        readOnly={!draft.ready}
        required
      />
    </FormDialog>
  );
}

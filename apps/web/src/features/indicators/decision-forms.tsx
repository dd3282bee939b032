import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import type { ChartDecisionKind } from '@throughline/domain/vocabulary';
import { CheckField, ProseField, SelectField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { type Form, useForm } from '../../shared/form/use-form.ts';
import { graphql, type VariablesOf } from '../../shared/server/graphql.ts';
import { type Cell, chartPoint, type Evidence } from '../../shared/series/evidence.ts';
import { decisionKey, type OpenDecision } from './decision-key.ts';
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

interface DecisionWords {
  periodStart: string;
  reason: string;
}

/** Asks when, why, and for new limits what signal there is and whether it is expected to last. */
export function DecisionForm(props: DecisionFormProps) {
  return props.open.kind === 'recalculation' ? <LimitsForm {...props} /> : <PointForm {...props} />;
}

const whereOf = ({ indicator, series: { placeId, populationId } }: DecisionFormProps) => ({
  indicatorId: indicator.id,
  placeId,
  populationId,
});

const firstPeriod = ({ series, open }: DecisionFormProps): string =>
  open.periodStart ?? periodsFor(open.kind, series).at(-1)?.start ?? '';

function LimitsForm(props: DecisionFormProps) {
  const { t } = useTranslation('indicators');
  const label = t('decision.recalculation.title');
  const form = useForm({
    key: decisionKey(whereOf(props), props.open),
    document: RecalculateLimits,
    label,
    touches,
    blank: { periodStart: firstPeriod(props), signal: props.open.signal ?? '', reason: '', expectedToLast: false },
    input: (words) => ({ ...whereOf(props), ...words }),
  });
  return (
    <FormDialog form={form} title={label} save={t('decision.recalculation.save')} onClose={props.onClose}>
      <Period {...props} form={form} />
      <ProseField form={form} name="signal" label={t('decision.signal')} hint={t('decision.signal_hint')} required />
      <Reason {...props} form={form} />
      <CheckField form={form} name="expectedToLast" label={t('decision.lasts')} />
    </FormDialog>
  );
}

/** Both mutations take the same words. */
type PointMutation = TypedDocumentNode<unknown, VariablesOf<typeof FreezeBaseline & typeof ExcludePoint>>;

/** Freezes the baseline at a period, or leaves a point out. */
function PointForm(props: DecisionFormProps) {
  const { t } = useTranslation('indicators');
  const { kind } = props.open;
  const label = t(`decision.${kind}.title`);
  const document: PointMutation = kind === 'frozen_baseline' ? FreezeBaseline : ExcludePoint;
  const form = useForm({
    key: decisionKey(whereOf(props), props.open),
    document,
    label,
    touches,
    blank: { periodStart: firstPeriod(props), reason: '' },
    input: (words) => ({ ...whereOf(props), ...words }),
  });
  return (
    <FormDialog form={form} title={label} save={t(`decision.${kind}.save`)} onClose={props.onClose}>
      <Period {...props} form={form} />
      <Reason {...props} form={form} />
    </FormDialog>
  );
}

type PartProps = DecisionFormProps & { form: Form<DecisionWords> };

function Period({ form, series, open: { kind } }: PartProps) {
  const { t } = useTranslation('indicators');
  return (
    <>
      <p style={{ margin: 0 }}>{t(`decision.${kind}.lead`)}</p>
      <SelectField
        form={form}
        name="periodStart"
        label={t(`decision.${kind}.period`)}
        options={periodsFor(kind, series).map(({ start, label }) => ({ value: start, label }))}
      />
    </>
  );
}

function Reason({ form, open: { kind } }: PartProps) {
  const { t } = useTranslation('indicators');
  return (
    <ProseField
      form={form}
      name="reason"
      label={t(`decision.${kind}.reason`)}
      hint={t(`decision.${kind}.reason_hint`)}
      required
    />
  );
}

const noReason = { reason: '' };

/** Asks why a decision is taken back. */
export function WithdrawForm({ decision, onClose }: { decision: { id: string; version: number }; onClose(): void }) {
  const { t } = useTranslation('indicators');
  const title = t('decision.withdraw.title');
  const form = useForm({
    key: `withdraw-decision:${decision.id}`,
    document: WithdrawChartDecision,
    label: title,
    touches,
    row: decision,
    blank: noReason,
  });
  return (
    <FormDialog form={form} title={title} save={t('decision.withdraw.save')} onClose={onClose}>
      <ProseField
        form={form}
        name="reason"
        label={t('decision.withdraw.reason')}
        hint={t('decision.withdraw.hint')}
        required
      />
    </FormDialog>
  );
}

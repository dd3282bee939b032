import { addDays } from '@throughline/domain/dates';
import { answerWithinDays } from '@throughline/domain/blocked-action';
import type { EscalationCategory, EscalationKind } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { useNetworks } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedField } from '../../shared/choices/searched-field.tsx';
import { DayField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { NoNetwork } from '../../shared/states/no-network.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemView } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { useToday } from '../../shared/session/use-today.ts';
import { escalationRowKinds, BlockedAction, RaiseEscalation } from './escalation-operations.ts';
import { WordingFields } from './wording-fields.tsx';
import { targetOf } from './target-field.tsx';
import classes from './escalations.module.css';

interface EscalationDraft {
  networkId: string | null;
  kind: EscalationKind;
  category: EscalationCategory | null;
  title: string;
  description: string;
  ask: string;
  toOrganizationId: string;
  respondBy: string;
}

const noWords = { category: null, title: '', description: '', ask: '', toOrganizationId: '' };

/** A new ask; `?action=` fills it in from a blocked action, `?network=` chooses the network. */
export default function NewEscalationScreen() {
  const [search] = useSearchParams();
  const actionId = search.get('action');
  const today = useToday();
  if (actionId) return <FromAction key={actionId} actionId={actionId} />;
  const respondBy = addDays(today, answerWithinDays);
  const initial: EscalationDraft = { ...noWords, networkId: search.get('network'), kind: 'barrier', respondBy };
  return <NewEscalationForm initial={initial} actionId={null} />;
}

function FromAction({ actionId }: { actionId: string }) {
  const { t } = useTranslation('escalations');
  const { day } = useFormat();
  const screen = useScreen(BlockedAction, { id: actionId });
  return (
    <Screen state={screen} whole>
      {({ action }) => {
        const { barrierDraft: draft, title: actionTitle } = action;
        if (!draft) {
          const message = t('new.not_blocked', { action: actionTitle });
          return <ProblemView problem={{ code: 'REFUSED', message }} />;
        }
        const { networkId, kind, subject, reason, dueOn, respondBy } = draft;
        const filledIn = {
          title: t('new.blocked.title', { action: subject }),
          description: [reason, dueOn ? t('new.blocked.due', { day: day(dueOn) }) : ''].filter(Boolean).join('\n\n'),
          ask: t('new.blocked.ask', { action: subject }),
        };
        const initial = { ...noWords, networkId, kind, ...filledIn, respondBy };
        return <NewEscalationForm initial={initial} actionId={actionId} actionTitle={actionTitle} />;
      }}
    </Screen>
  );
}

interface NewEscalationFormProps {
  initial: EscalationDraft;
  actionId: string | null;
  actionTitle?: string;
}

function NewEscalationForm({ initial, actionId, actionTitle }: NewEscalationFormProps) {
  const { t } = useTranslation('escalations');
  const [, navigate] = useLocation();
  const today = useToday();
  const can = useCan();
  const form = useForm({
    key: `new-ask:${actionId ?? initial.networkId ?? ''}`,
    document: RaiseEscalation,
    label: t('new.title'),
    touches: [...escalationRowKinds, 'action'],
    blank: initial,
    // Both choices are needed: the form sends nothing without them.
    input: ({ networkId, category, toOrganizationId, ...words }) => ({
      ...words,
      ...targetOf(toOrganizationId),
      networkId: networkId ?? '',
      category: category ?? 'operational',
      actionId,
    }),
  });
  const networks = useNetworks(form.value.networkId, (network) => can('canRaiseEscalation', network));
  const hasNone = networks.total !== undefined && !networks.isSearched && networks.options.length === 0;
  // What is typed already is shown, whatever became of the seat.
  if (actionId === null && hasNone && !form.dirty) return <NoNetwork title={t('new.title')} />;
  return (
    <Page
      title={t('new.title')}
      lead={actionTitle ? t('new.from_action', { action: actionTitle }) : t('new.lead')}
      width="prose"
    >
      <Form
        form={form}
        className={classes['form']}
        onKept={(outcome) => navigate(outcome.kind === 'saved' ? `/asks/${outcome.data.raiseEscalation.id}` : '/asks')}
      >
        {actionId ? null : (
          <SearchedField
            form={form}
            name="networkId"
            label={t('field.network')}
            required
            none={t('field.choose')}
            searched={networks}
          />
        )}
        <WordingFields form={form} />
        <DayField form={form} name="respondBy" label={t('field.respond_by')} required min={addDays(today, 1)} />
        <FormButtons form={form} save={t('new.send')} />
      </Form>
    </Page>
  );
}

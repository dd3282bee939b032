import { addDays } from '@throughline/domain/dates';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import type { VariablesOf } from '../../shared/server/graphql.ts';
import { useToday } from '../../shared/session/use-today.ts';
import { type EscalationData, escalationRowKinds, EditEscalation, ReviseEscalation } from './escalation-operations.ts';
import { WordingFields } from './wording-fields.tsx';
import { targetIn, targetOf } from './target-field.tsx';
import classes from './escalations.module.css';

type RewordInput = VariablesOf<typeof EditEscalation>['input'];

const documents: Readonly<Record<'edit' | 'revise', TypedDocumentNode<unknown, { input: RewordInput }>>> = {
  edit: EditEscalation,
  revise: ReviseEscalation,
};

const read = ({ kind, category, title, ask, description, respondBy, ...target }: EscalationData) => ({
  kind,
  category,
  title,
  ask,
  description,
  respondBy,
  toOrganizationId: targetIn(target),
});

/**
 * Other words for an ask. Once it was answered the same draft goes out as a new version: the answer that came while
 * somebody typed turns the form over, and what was typed stays.
 */
export function RewordForm({
  verb,
  escalation,
  onDone: done,
}: {
  verb: 'edit' | 'revise';
  escalation: EscalationData;
  onDone(): void;
}) {
  const { t } = useTranslation('escalations');
  const today = useToday();
  const form = useForm({
    key: `ask-edit:${escalation.id}`,
    document: documents[verb],
    label: t(`verb.${verb}`),
    touches: escalationRowKinds,
    row: escalation,
    read,
    input: ({ toOrganizationId, ...words }) => ({ ...words, ...targetOf(toOrganizationId) }),
  });
  return (
    <Form form={form} onKept={done} className={classes['form']}>
      <WordingFields form={form} />
      <DayField form={form} name="respondBy" label={t('field.respond_by')} required min={addDays(today, 1)} />
      <FormButtons form={form} save={t(`send.${verb}`)} />
    </Form>
  );
}

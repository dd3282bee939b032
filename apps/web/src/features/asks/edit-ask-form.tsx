import { addDays } from '@throughline/domain/dates';
import { useTranslation } from 'react-i18next';
import { DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AnswerForm } from './answer-form.tsx';
import { type AskData, askKinds, EditAsk } from './ask-operations.ts';
import { useToday } from '../../shared/use-today.ts';

/** Changes the words of an ask that nobody has answered. */
export function EditAskForm({ ask, done }: { ask: AskData; done(): void }) {
  const { t } = useTranslation('asks');
  const today = useToday();
  const { title, ask: words, description, respondBy } = ask;
  const draft = useDraft(`ask-edit:${ask.id}`, { title, ask: words, description, respondBy });
  const write = useWrite(EditAsk, { label: t('verb.edit'), touches: askKinds });
  const { value } = draft;
  const send = async () => {
    const outcome = await write.run({ id: ask.id, version: ask.version, ...value }, { ...draft.base });
    if (outcome.kind !== 'saved' && outcome.kind !== 'waiting') return;
    draft.clear();
    if (outcome.kind === 'saved') done();
  };
  return (
    <AnswerForm verb="edit" write={write} draft={draft} send={send}>
      <TextLine
        label={t('field.title')}
        value={value.title}
        required
        readOnly={!draft.ready}
        error={write.fieldErrors['title']}
        onChange={(next) => draft.set({ ...value, title: next })}
      />
      <TextArea
        label={t('field.ask')}
        value={value.ask}
        required
        readOnly={!draft.ready}
        error={write.fieldErrors['ask']}
        onChange={(next) => draft.set({ ...value, ask: next })}
      />
      <TextArea
        label={t('field.description')}
        value={value.description}
        readOnly={!draft.ready}
        error={write.fieldErrors['description']}
        onChange={(next) => draft.set({ ...value, description: next })}
      />
      <DateField
        label={t('field.respond_by')}
        value={value.respondBy}
        required
        min={addDays(today, 1)}
        error={write.fieldErrors['respondBy']}
        onChange={(next) => draft.set({ ...value, respondBy: next })}
      />
    </AnswerForm>
  );
}

import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import type { Form } from '../../shared/form/use-form.ts';
import type { Choice } from './quick-log-choices.ts';

/** Chosen in place of an idea: the test opens a new one. */
export const newIdea = 'new';

/** Where a test belongs, as a form holds it. */
export interface PlaceWords {
  networkId: string | null;
  /** An idea's id, {@link newIdea}, or nothing chosen yet. */
  ideaId: string | null;
  newTitle: string;
}

interface PlaceFieldsProps<V extends PlaceWords> {
  form: Form<V>;
  networks: readonly Choice[];
  /** Ideas of the network that is chosen. */
  ideas: readonly Choice[];
}

/** The network and the idea of a test; nothing is chosen without a reason. */
export function PlaceFields<V extends PlaceWords>({ form: whole, networks, ideas }: PlaceFieldsProps<V>) {
  const { t } = useTranslation('cycles');
  const form = whole as unknown as Form<PlaceWords>;
  const { networkId, ideaId } = form.value;
  const ideaOptions = [
    ...ideas.map(({ id, title }) => ({ value: id, label: title })),
    { value: newIdea, label: t('log.new_idea') },
  ];
  return (
    <>
      {networks.length > 1 ? (
        <SelectField
          form={form}
          name="networkId"
          label={t('log.network')}
          options={networks.map(({ id, title }) => ({ value: id, label: title }))}
          none={t('log.choose')}
          also={forgetIdea}
          required
        />
      ) : null}
      {networkId === null ? null : (
        <SelectField
          form={form}
          name="ideaId"
          label={t('log.idea')}
          options={ideaOptions}
          none={t('log.choose')}
          required
        />
      )}
      {ideaId === newIdea ? (
        <TextField form={form} name="newTitle" label={t('log.new_title')} hint={t('log.new_title_hint')} />
      ) : null}
    </>
  );
}

const forgetIdea = () => ({ ideaId: null });

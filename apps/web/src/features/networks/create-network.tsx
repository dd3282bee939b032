import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';

const OutcomeChoices = graphql(`
  query OutcomeChoices {
    partnershipPage {
      id
      outcomes {
        id
        name
        indicators {
          id
          name
        }
      }
      networks {
        id
        name
        parentId
      }
    }
  }
`);
const CreateNetwork = graphql(`
  mutation CreateNetwork($input: CreateNetworkInput!) {
    createNetwork(input: $input) {
      id
      version
      name
      state
    }
  }
`);

type Choices = ResultOf<typeof OutcomeChoices>['partnershipPage'];

/** Forms a network: its name, the outcome that it is organised around, the indicator that it watches first. */
export function CreateNetworkDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('networks');
  const screen = useScreen(OutcomeChoices, {});
  const can = useCan();
  const add = can('canManageIndicators') ? (
    <Link href="/indicators?form=outcome&next=/networks?form">{t('create.add_outcome')}</Link>
  ) : null;
  const choices = screen.data?.partnershipPage;
  if (choices && choices.outcomes.length > 0) return <CreateNetworkForm choices={choices} onClose={onClose} />;
  return (
    <Dialog title={t('create.title')} onClose={onClose}>
      <Screen state={screen}>
        {() => <Empty sentence={t('create.no_outcomes')} way={{ action: add, ask: 'data_manager' }} />}
      </Screen>
    </Dialog>
  );
}

interface Blank {
  name: string;
  outcomeId: string | null;
  indicatorId: string | null;
  parentId: string | null;
  purpose: string;
}

function CreateNetworkForm({ choices, onClose }: { choices: Choices; onClose(): void }) {
  const { t } = useTranslation('networks');
  const [, navigate] = useLocation();
  const { outcomes, networks } = choices;
  // Where there is only one outcome there is nothing to choose.
  const blank: Blank = {
    name: '',
    outcomeId: (outcomes.length === 1 && outcomes[0]?.id) || null,
    indicatorId: null,
    parentId: null,
    purpose: '',
  };
  const form = useForm({
    key: 'create-network',
    document: CreateNetwork,
    label: t('create.title'),
    touches: ['network'],
    blank,
    input: (value) => ({ ...value, outcomeId: value.outcomeId ?? '' }),
  });
  const indicators = outcomes.find(({ id }) => id === form.value.outcomeId)?.indicators ?? [];
  const optionsFrom = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      form={form}
      title={t('create.title')}
      save={t('create.save')}
      onClose={onClose}
      onKept={(outcome) => {
        if (outcome.kind === 'saved') navigate(`/networks/${outcome.data.createNetwork.id}/charter`);
      }}
    >
      <TextField form={form} name="name" label={t('field.name')} hint={t('create.name_hint')} required />
      <SelectField
        form={form}
        name="outcomeId"
        label={t('field.outcome')}
        options={optionsFrom(outcomes)}
        none={t('create.choose')}
        also={() => ({ indicatorId: null })}
        required
      />
      <SelectField
        form={form}
        name="indicatorId"
        label={t('field.indicator')}
        options={optionsFrom(indicators)}
        none={t('create.later')}
      />
      <SelectField
        form={form}
        name="parentId"
        label={t('field.parent')}
        options={optionsFrom(networks.filter(({ parentId }) => parentId === null))}
        none={t('create.no_parent')}
      />
      <ProseField form={form} name="purpose" label={t('field.purpose')} />
    </FormDialog>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useLocation } from 'wouter';
import { Dialog } from '../../shared/dialog.tsx';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { ProblemLine, ProblemView } from '../../shared/problem.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';

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

const blank = { name: '', purpose: '', outcomeId: '', indicatorId: '', parentId: '' };

/** Forms a network: its name, the outcome that it is organised around, the indicator that it watches first. */
export function CreateNetworkDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('networks');
  const [, navigate] = useLocation();
  const [id] = useState(() => uuid());
  const [{ data, error }] = useLiveQuery(OutcomeChoices, {});
  const draft = useDraft('create-network', blank);
  const write = useWrite(CreateNetwork, { label: t('create.title'), touches: ['network'] });
  const page = data?.partnershipPage;
  const outcomes = page?.outcomes ?? [];
  const { name, purpose, outcomeId, indicatorId, parentId } = draft.value;
  const chosen = outcomeId || outcomes[0]?.id || '';
  const indicators = outcomes.find((outcome) => outcome.id === chosen)?.indicators ?? [];
  const set = (changes: Partial<typeof blank>) => draft.set({ ...draft.value, ...changes });
  const options = (rows: readonly { id: string; name: string }[], none?: string) => [
    ...(none ? [{ value: '', label: none }] : []),
    ...rows.map((row) => ({ value: row.id, label: row.name })),
  ];
  const create = async () => {
    const outcome = await write.run({
      id,
      name,
      purpose,
      outcomeId: chosen,
      indicatorId: indicatorId || null,
      parentId: parentId || null,
    });
    if (outcome.kind !== 'saved' && outcome.kind !== 'waiting') return;
    draft.clear();
    onClose();
    if (outcome.kind === 'saved') navigate(`/networks/${id}/charter`);
  };
  return (
    <Dialog
      title={t('create.title')}
      onClose={onClose}
      actions={
        <Button onClick={() => void create()} disabled={!chosen || !draft.ready}>
          {t('create.save')}
        </Button>
      }
    >
      {error && !page ? <ProblemView problem={error} /> : null}
      {page && outcomes.length === 0 ? <p>{t('create.no_outcomes')}</p> : null}
      <TextLine
        label={t('field.name')}
        hint={t('create.name_hint')}
        value={name}
        onChange={(value) => set({ name: value })}
        error={write.fieldErrors['name']}
        readOnly={!draft.ready}
        required
      />
      <ChoiceField
        label={t('field.outcome')}
        value={chosen}
        options={options(outcomes)}
        onChange={(value) => set({ outcomeId: value, indicatorId: '' })}
        error={write.fieldErrors['outcomeId']}
      />
      <ChoiceField
        label={t('field.indicator')}
        value={indicatorId}
        options={options(indicators, t('create.later'))}
        onChange={(value) => set({ indicatorId: value })}
        error={write.fieldErrors['indicatorId']}
      />
      <ChoiceField
        label={t('field.parent')}
        value={parentId}
        options={options(
          (page?.networks ?? []).filter((network) => network.parentId === null),
          t('create.no_parent'),
        )}
        onChange={(value) => set({ parentId: value })}
        error={write.fieldErrors['parentId']}
      />
      <TextArea
        label={t('field.purpose')}
        value={purpose}
        onChange={(value) => set({ purpose: value })}
        error={write.fieldErrors['purpose']}
        readOnly={!draft.ready}
      />
      <ProblemLine problem={write.problem} />
    </Dialog>
  );
}

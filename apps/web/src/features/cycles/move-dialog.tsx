import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { cycleKinds, MoveCycle, type CycleShown } from './cycle-operations.ts';
import { newIdea, PlaceFields, type PlaceWords } from './place-fields.tsx';
import { useIdeaChoices, useNetworkChoices } from './quick-log-choices.ts';

/** Moves a test to another idea, of this network or of another. */
export function MoveDialog({ cycle, onClose }: { cycle: CycleShown; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const networks = useNetworkChoices() ?? [];
  const form = useForm({
    key: `cycle-move:${cycle.id}`,
    document: MoveCycle,
    label: t('move.title'),
    touches: cycleKinds,
    row: cycle,
    // Somebody else may have moved it elsewhere.
    exactly: true,
    blank: { networkId: cycle.networkId, ideaId: null, newTitle: '' } as PlaceWords,
    input: ({ networkId, ideaId, newTitle }, _blank, idOf) => ({
      networkId: networkId ?? '',
      changeIdeaId: ideaId === newIdea ? idOf('idea') : (ideaId ?? ''),
      newIdeaTitle: ideaId === newIdea ? newTitle.trim() || cycle.title : null,
    }),
  });
  const ideas = useIdeaChoices(form.value.networkId).ideas.filter(({ id }) => id !== cycle.idea.id);
  return (
    <FormDialog form={form} title={t('move.title')} save={t('move.save')} onClose={onClose}>
      <PlaceFields form={form} networks={networks} ideas={ideas} />
    </FormDialog>
  );
}

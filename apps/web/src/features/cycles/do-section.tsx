import { Button, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../shared/fields.tsx';
import { Section } from '../../shared/page.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { changedFields } from './changed-fields.ts';
import { cycleKinds, RecordDo, type CycleShown } from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { WriteState } from './write-state.tsx';
import classes from './cycle.module.css';

/** What happened; a form while the cycle is in Do, facts afterwards. */
export function DoSection({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const asPlanned =
    cycle.carriedOutAsPlanned === null ? '' : t(cycle.carriedOutAsPlanned ? 'do.as_planned' : 'do.otherwise');
  return (
    <Section title={t('words:cycle_stage.do')}>
      <div id="do" />
      {cycle.stage === 'do' && cycle.abilities.includes('canLogCycle') ? (
        <DoForm cycle={cycle} />
      ) : (
        <Facts
          facts={[
            [t('field.whatHappened'), cycle.whatHappened],
            [t('field.carriedOutAsPlanned'), asPlanned],
            [t('field.deviations'), cycle.deviations],
          ]}
          empty={t(cycle.stage === 'plan' ? 'do.to_come' : 'do.empty')}
        />
      )}
    </Section>
  );
}

function DoForm({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const { whatHappened, carriedOutAsPlanned, deviations } = cycle;
  const draft = useDraft(`cycle-do:${cycle.id}`, { whatHappened, carriedOutAsPlanned, deviations });
  const write = useWrite(RecordDo, { label: t('do.label'), touches: cycleKinds });
  const { value } = draft;
  const save = async () => {
    const changes = changedFields(draft.base, value);
    const outcome = await write.run({ id: cycle.id, version: cycle.version, ...changes }, draft.base);
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea
        label={t('field.whatHappened')}
        value={value.whatHappened}
        onChange={(text) => draft.set({ ...value, whatHappened: text })}
        readOnly={!draft.ready}
        error={write.fieldErrors['whatHappened']}
      />
      <Radio.Group
        label={t('field.carriedOutAsPlanned')}
        value={value.carriedOutAsPlanned === null ? '' : String(value.carriedOutAsPlanned)}
        onChange={(answer) => draft.set({ ...value, carriedOutAsPlanned: answer === 'true' })}
      >
        <div className={classes['buttons']}>
          <Radio size="md" value="true" label={t('do.as_planned')} />
          <Radio size="md" value="false" label={t('do.otherwise')} />
        </div>
      </Radio.Group>
      {value.carriedOutAsPlanned === false ? (
        <TextArea
          label={t('field.deviations')}
          value={value.deviations}
          onChange={(text) => draft.set({ ...value, deviations: text })}
          readOnly={!draft.ready}
        />
      ) : null}
      <div className={classes['buttons']}>
        <Button type="submit" variant="default" disabled={!draft.dirty}>
          {t('save')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <WriteState write={write} onSaved={draft.clear} />
    </form>
  );
}

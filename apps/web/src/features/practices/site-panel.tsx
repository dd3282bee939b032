import { useState } from 'react';
import { Button } from '@mantine/core';
import type { AdoptionStage } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/abilities.ts';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { DateField, TextArea } from '../../shared/fields.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { EditAdoption, MoveAdoption, practiceKinds, type Adoption } from './practice-operations.ts';
import { openStages } from './stages.ts';
import classes from './practices.module.css';

interface SitePanelProps {
  adoption: Adoption;
  open: boolean;
  /** Called once a stage was recorded. */
  onDone(): void;
}

/** One site opened in place: move it, say what it adapted, read its way so far. */
export function SitePanel({ adoption, open, onDone }: SitePanelProps) {
  const can = useCan();
  const moves = open && can('canUpdateAdoption', adoption);
  return (
    <div className={classes['panel']}>
      {moves ? <Move adoption={adoption} onDone={onDone} /> : null}
      {moves ? <Adaptation adoption={adoption} /> : <Read adoption={adoption} />}
      <Way adoption={adoption} />
    </div>
  );
}

const nothing = { note: '', on: '' };

function Move({ adoption, onDone }: { adoption: Adoption; onDone(): void }) {
  const { t } = useTranslation(['practices', 'words']);
  const draft = useDraft(`adoption-move:${adoption.id}`, nothing);
  const write = useWrite(MoveAdoption, { label: t('sites.update'), touches: practiceKinds });
  const [reasonAsked, setReasonAsked] = useState(false);
  const { note, on } = draft.value;
  const end = ({ kind }: { kind: string }) => {
    if (kind !== 'saved' && kind !== 'waiting') return;
    draft.clear();
    onDone();
  };
  const move = (stage: AdoptionStage) => {
    // A stop without its reason would be refused: it is asked for before anything is sent.
    if (stage === 'stopped' && note.trim() === '') return setReasonAsked(true);
    const input = { id: adoption.id, version: adoption.version, stage, note, on: on || null };
    return void write.run(input, { stage: adoption.stage }).then(end);
  };
  const missing = reasonAsked && note.trim() === '' ? t('sites.reason_missing') : undefined;
  return (
    <fieldset className={classes['move']}>
      <legend>{t('sites.reached')}</legend>
      <div className={classes['buttons']}>
        {openStages(adoption).map((stage) => (
          <Button
            key={stage}
            variant={stage === 'stopped' ? 'default' : 'light'}
            disabled={write.state === 'saving'}
            onClick={() => move(stage)}
          >
            {t(`words:adoption_stage.${stage}`)}
          </Button>
        ))}
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <div className={classes['moveFields']}>
        <TextArea
          label={t('sites.note')}
          hint={t('sites.note_hint')}
          rows={1}
          value={note}
          onChange={(value) => draft.set({ note: value, on })}
          readOnly={!draft.ready}
          error={missing ?? write.fieldErrors['note']}
        />
        <DateField
          label={t('sites.on')}
          hint={t('sites.on_hint')}
          min={adoption.since}
          value={on}
          onChange={(value) => draft.set({ note, on: value })}
          error={write.fieldErrors['on']}
        />
      </div>
      <ProblemLine problem={write.problem} />
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={(field) => t(`field.${field}`)}
        show={(field, value) =>
          field === 'stage' ? t(`words:adoption_stage.${value as AdoptionStage}`) : String(value)
        }
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(end)}
      />
    </fieldset>
  );
}

function Adaptation({ adoption }: { adoption: Adoption }) {
  const { t } = useTranslation('practices');
  const { id, version } = adoption;
  const draft = useDraft(`adaptation:${id}`, adoption.adaptation);
  const write = useWrite(EditAdoption, { label: t('sites.adaptation'), touches: practiceKinds });
  const end = ({ kind }: { kind: string }) => {
    if (kind === 'saved' || kind === 'waiting') draft.clear();
  };
  return (
    <form
      className={classes['adaptation']}
      onSubmit={(event) => {
        event.preventDefault();
        void write.run({ id, version, adaptation: draft.value }, { adaptation: draft.base }).then(end);
      }}
    >
      <TextArea
        label={t('sites.adaptation')}
        hint={t('sites.adaptation_hint')}
        value={draft.value}
        onChange={draft.set}
        readOnly={!draft.ready}
        error={write.fieldErrors['adaptation']}
      />
      <div className={classes['buttons']}>
        <Button type="submit" variant="default" disabled={!draft.dirty}>
          {t('save')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <ProblemLine problem={write.problem} />
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={() => t('sites.adaptation')}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(end)}
      />
    </form>
  );
}

function Read({ adoption: { adaptation } }: { adoption: Adoption }) {
  const { t } = useTranslation('practices');
  if (adaptation === '') return null;
  return (
    <div>
      <h3>{t('sites.adaptation')}</h3>
      <p>{adaptation}</p>
    </div>
  );
}

/** The site's way so far, the latest step first; nothing is ever taken out of it. */
function Way({ adoption }: { adoption: Adoption }) {
  const { t } = useTranslation(['practices', 'words']);
  const format = useFormat();
  return (
    <div>
      <h3>{t('sites.way')}</h3>
      <ol className={classes['way']}>
        {adoption.steps.toReversed().map((step) => (
          <li key={step.id}>
            <strong>{t(`words:adoption_stage.${step.stage}`)}</strong> {format.day(step.on)} · {step.memberName}
            {step.skipped.length > 0 ? (
              <span className={classes['concern']}>
                {' '}
                · {t('sites.passed', { stages: format.list(step.skipped.map((s) => t(`words:adoption_stage.${s}`))) })}
              </span>
            ) : null}
            {step.note ? <p>{step.note}</p> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

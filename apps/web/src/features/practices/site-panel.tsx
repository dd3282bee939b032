import { Button } from '@mantine/core';
import type { AdoptionStage } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { DayField, ProseField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { isKept } from '../../shared/form/use-saving.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
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

function Move({ adoption, onDone }: { adoption: Adoption; onDone(): void }) {
  const { t } = useTranslation(['practices', 'words']);
  const form = useForm({
    key: `adoption-move:${adoption.id}`,
    document: MoveAdoption,
    label: t('sites.update'),
    touches: practiceKinds,
    row: adoption,
    blank: { stage: adoption.stage, note: '', on: null as string | null },
    exactly: true,
  });
  const move = async (stage: AdoptionStage) => {
    // A stop without its reason would be refused: it is asked for before anything is sent.
    if (stage === 'stopped' && form.value.note.trim() === '') {
      form.complain('note', t('sites.reason_missing'));
      return;
    }
    form.set({ stage });
    if (isKept(await form.save())) onDone();
  };
  return (
    <Form form={form} label={t('sites.reached')}>
      <fieldset className={classes['move']}>
        <legend>{t('sites.reached')}</legend>
        <div className={classes['buttons']}>
          {openStages(adoption).map((stage) => (
            <Button
              key={stage}
              variant={stage === 'stopped' ? 'default' : 'light'}
              disabled={form.state === 'saving' || !form.ready}
              onClick={() => void move(stage)}
            >
              {t(`words:adoption_stage.${stage}`)}
            </Button>
          ))}
          <SaveChip state={form.state} draft={form.dirty} />
        </div>
        <div className={classes['moveFields']}>
          <ProseField form={form} name="note" label={t('sites.note')} hint={t('sites.note_hint')} rows={1} />
          <DayField form={form} name="on" label={t('sites.on')} hint={t('sites.on_hint')} min={adoption.since} />
        </div>
      </fieldset>
    </Form>
  );
}

const adaptationOf = ({ adaptation }: Adoption) => ({ adaptation });

function Adaptation({ adoption }: { adoption: Adoption }) {
  const { t } = useTranslation('practices');
  const form = useForm({
    key: `adaptation:${adoption.id}`,
    document: EditAdoption,
    label: t('sites.adaptation'),
    touches: practiceKinds,
    row: adoption,
    read: adaptationOf,
  });
  return (
    <Form form={form} className={classes['adaptation']} label={t('sites.adaptation')}>
      <ProseField form={form} name="adaptation" label={t('sites.adaptation')} hint={t('sites.adaptation_hint')} />
      <FormButtons form={form} save={t('save')} variant="default" />
    </Form>
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

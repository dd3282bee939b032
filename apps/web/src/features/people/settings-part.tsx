import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Coding, codings } from '@throughline/domain/vocabulary';
import { useCan } from '../../shared/abilities.ts';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { ProblemLine, ProblemView } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useSession } from '../../shared/session.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { type Outcome, useWrite } from '../../shared/use-write.ts';
import { EditPartnership, partnershipKinds, PartnershipSettings, type ShownPartnership } from './people-operations.ts';
import classes from './people-screen.module.css';

/** The bounds that the server keeps for the smallest shown number. */
const [least, most] = [5, 30] as const;
const cells = Array.from({ length: most - least + 1 }, (_, index) => String(least + index));

/** What holds for the whole partnership: everybody reads it, the director changes it. */
export function SettingsPart() {
  const can = useCan();
  const [{ data, error }, again] = useLiveQuery(PartnershipSettings, {}, partnershipKinds);
  if (!data) {
    return error ? <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} /> : <Loading />;
  }
  return can('canManagePartnership') ? (
    <SettingsForm partnership={data.partnership} />
  ) : (
    <Facts partnership={data.partnership} />
  );
}

function Facts({ partnership }: { partnership: ShownPartnership }) {
  const { t } = useTranslation('people');
  return (
    <dl className={classes['facts']}>
      <dt>{t('settings.name')}</dt>
      <dd>{partnership.name}</dd>
      <dt>{t('settings.geographicScope')}</dt>
      <dd>{partnership.geographicScope || '—'}</dd>
      <dt>{t('settings.timeZone')}</dt>
      <dd>{partnership.timeZone}</dd>
      <dt>{t('settings.minimumCell')}</dt>
      <dd>
        {partnership.minimumCell}. {t('settings.minimumCell_means', { number: partnership.minimumCell })}
      </dd>
      <dt>{t('settings.coding')}</dt>
      <dd>
        {t(`settings.codings.${partnership.coding}`)}. {t(`settings.coding_means.${partnership.coding}`)}
      </dd>
    </dl>
  );
}

/** Zones by name; the one in use is among them although the browser may not know it. */
function timeZones(used: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(used) ? known : [used, ...known];
}

function SettingsForm({ partnership }: { partnership: ShownPartnership }) {
  const { t } = useTranslation('people');
  const { refresh } = useSession();
  const { id, version, name, geographicScope, timeZone, minimumCell, coding } = partnership;
  const draft = useDraft(`partnership:${id}`, { name, geographicScope, timeZone, minimumCell, coding });
  const touches = ['partnership', 'observation', 'indicator'];
  const write = useWrite(EditPartnership, { label: t('settings.label'), touches });
  const set = (part: Partial<typeof draft.value>) => draft.set({ ...draft.value, ...part });
  const end = ({ kind }: Outcome<unknown>) => {
    if (kind !== 'saved' && kind !== 'waiting') return;
    draft.clear();
    // Name and zone stand in the header and in every date; both come with the session.
    void refresh();
  };
  return (
    <form
      noValidate
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void write.run({ version, ...draft.value }, { ...draft.base }).then(end);
      }}
    >
      <TextLine
        label={t('settings.name')}
        value={draft.value.name}
        onChange={(value) => set({ name: value })}
        readOnly={!draft.ready}
        error={write.fieldErrors['name']}
        required
      />
      <TextArea
        label={t('settings.geographicScope')}
        hint={t('settings.scope_hint')}
        value={draft.value.geographicScope}
        onChange={(value) => set({ geographicScope: value })}
        readOnly={!draft.ready}
        error={write.fieldErrors['geographicScope']}
      />
      <ChoiceField
        label={t('settings.timeZone')}
        hint={t('settings.zone_hint')}
        value={draft.value.timeZone}
        options={timeZones(draft.value.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={(value) => set({ timeZone: value })}
        error={write.fieldErrors['timeZone']}
      />
      <ChoiceField
        label={t('settings.minimumCell')}
        hint={t('settings.minimumCell_means', { number: draft.value.minimumCell })}
        value={String(draft.value.minimumCell)}
        options={cells.map((cell) => ({ value: cell, label: cell }))}
        onChange={(value) => set({ minimumCell: Number(value) })}
        error={write.fieldErrors['minimumCell']}
      />
      <ChoiceField
        label={t('settings.coding')}
        hint={t(`settings.coding_means.${draft.value.coding}`)}
        value={draft.value.coding}
        options={codings.map((each) => ({ value: each, label: t(`settings.codings.${each}`) }))}
        onChange={(value) => set({ coding: value as Coding })}
        error={write.fieldErrors['coding']}
      />
      <p style={{ margin: 0 }}>{t('settings.anew')}</p>
      <ProblemLine problem={write.problem} />
      <div className={classes['submit']}>
        <Button type="submit" loading={write.state === 'saving'} disabled={!draft.ready}>
          {t('save')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={(field) => t(`settings.${field}`)}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(end)}
      />
    </form>
  );
}

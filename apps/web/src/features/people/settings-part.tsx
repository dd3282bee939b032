import { useTranslation } from 'react-i18next';
import { codings } from '@throughline/domain/vocabulary';
import { useCan } from '../../shared/session/abilities.ts';
import { CheckField, ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { EditPartnership, partnershipKinds, PartnershipSettings, type ShownPartnership } from './people-operations.ts';
import { isBeingFound } from '../../shared/disclosure/preview-lines.tsx';
import { ArchivePart } from './archive-part.tsx';
import { MinimumCost, useMinimumCost } from './minimum-cost.tsx';
import classes from './people-screen.module.css';

/** The bounds that the server keeps for the smallest shown number. */
const [least, most] = [5, 30] as const;
const cells = Array.from({ length: most - least + 1 }, (_, index) => String(least + index));

/** What holds for the whole partnership: everybody reads it, the director changes it. */
export function SettingsPart() {
  const can = useCan();
  const screen = useScreen(PartnershipSettings, {}, partnershipKinds);
  return (
    <>
      <Screen state={screen}>
        {({ partnership }) =>
          can('canManagePartnership') ? <SettingsForm partnership={partnership} /> : <Facts partnership={partnership} />
        }
      </Screen>
      {can('canExportEverything') ? <ArchivePart /> : null}
    </>
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
      {partnership.requiresSecondFactor ? (
        <>
          <dt>{t('settings.requiresSecondFactor')}</dt>
          <dd>{t('settings.second_factor_means')}</dd>
        </>
      ) : null}
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

/** The settings as their form holds them: the smallest number is chosen from a list of texts. */
const wordsOf = ({ name, geographicScope, timeZone, coding, minimumCell, requiresSecondFactor }: ShownPartnership) => ({
  name,
  geographicScope,
  timeZone,
  coding,
  requiresSecondFactor,
  minimumCell: String(minimumCell),
});

function SettingsForm({ partnership }: { partnership: ShownPartnership }) {
  const { t } = useTranslation('people');
  const { refresh } = useSession();
  const form = useForm({
    key: `partnership:${partnership.id}`,
    document: EditPartnership,
    label: t('settings.label'),
    touches: ['partnership', 'observation', 'indicator'],
    row: partnership,
    read: wordsOf,
    input: (value) => ({ ...value, minimumCell: Number(value.minimumCell) }),
  });
  const { value } = form;
  const isOther = Number(value.minimumCell) !== partnership.minimumCell;
  const cost = useMinimumCost(Number(value.minimumCell), isOther);
  return (
    <Form
      form={form}
      className={classes['form']}
      // Name and zone stand in the header and in every date; both come with the session.
      onKept={() => void refresh()}
    >
      <TextField form={form} name="name" label={t('settings.name')} required />
      <ProseField
        form={form}
        name="geographicScope"
        label={t('settings.geographicScope')}
        hint={t('settings.scope_hint')}
      />
      <SelectField
        form={form}
        name="timeZone"
        label={t('settings.timeZone')}
        hint={t('settings.zone_hint')}
        options={timeZones(value.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      />
      <SelectField
        form={form}
        name="minimumCell"
        label={t('settings.minimumCell')}
        hint={t('settings.minimumCell_means', { number: value.minimumCell })}
        options={cells.map((cell) => ({ value: cell, label: cell }))}
      />
      <SelectField
        form={form}
        name="coding"
        label={t('settings.coding')}
        hint={t(`settings.coding_means.${value.coding}`)}
        options={codings.map((each) => ({ value: each, label: t(`settings.codings.${each}`) }))}
      />
      <p style={{ margin: 0 }}>{t('settings.anew')}</p>
      <CheckField
        form={form}
        name="requiresSecondFactor"
        label={t('settings.requiresSecondFactor')}
        hint={t('settings.second_factor_means')}
      />
      {isOther ? <MinimumCost cost={cost} isRaised={Number(value.minimumCell) > partnership.minimumCell} /> : null}
      <FormButtons
        form={form}
        waits={isOther && isBeingFound(cost)}
        save={isOther ? t('settings.save_minimum', { minimum: value.minimumCell }) : t('save')}
      />
    </Form>
  );
}

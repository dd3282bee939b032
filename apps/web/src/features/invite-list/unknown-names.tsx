import { sectors } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { OrganizationChoice } from '../../shared/choices/rows-to-choose.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import type { Form } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { idOfPlace, type ListWords, unknownNames } from './list-rows.ts';
import type { Matches } from './operations.ts';
import classes from './invite-list.module.css';

interface UnknownNamesProps {
  form: Form<ListWords>;
  matches: Matches;
}

/** Other names of the list that this one can be another spelling of: those that are not said to be one themselves. */
const spellings = ({ organizations }: ListWords, names: readonly string[], name: string): string[] =>
  Object.values(organizations).includes(`same:${name}`)
    ? []
    : names.filter((other) => other !== name && !organizations[other]?.startsWith('same:'));

/** Names in the list that the partnership does not know: what each means is decided once, for every line that has it. */
export function UnknownNames({ form, matches }: UnknownNamesProps) {
  const { t } = useTranslation(['invite-list', 'words']);
  const { value } = form;
  const unknown = unknownNames(value, matches);
  const choose = t('unknown.choose');
  const sectorChoices = sectors.map((sector) => ({
    value: `add:${sector}`,
    label: t('unknown.add', { sector: t(`words:sector.${sector}`) }),
  }));
  return (
    <>
      {unknown.organizations.length > 0 ? (
        <Section title={t('unknown.organizations')}>
          <p className={classes['quiet']}>{t('unknown.organizations_lead')}</p>
          <div className={classes['unknown']}>
            {unknown.organizations.map((name) => (
              <div key={name}>
                <OrganizationChoice
                  label={name}
                  value={value.organizations[name] ?? ''}
                  more={[
                    { value: '', label: choose },
                    { value: 'none', label: t('unknown.no_organization') },
                    ...spellings(value, unknown.organizations, name).map((other) => ({
                      value: `same:${other}`,
                      label: t('unknown.same', { name: other }),
                    })),
                    ...sectorChoices,
                  ]}
                  onChange={(chosen) => form.set({ organizations: { ...value.organizations, [name]: chosen } })}
                />
              </div>
            ))}
          </div>
        </Section>
      ) : null}
      {unknown.places.length > 0 ? (
        <Section title={t('unknown.places')}>
          <p className={classes['quiet']}>{t('unknown.places_lead')}</p>
          <div className={classes['unknown']}>
            {unknown.places.map((name) => (
              <ChoiceField
                key={name}
                label={name}
                value={value.places[name] ?? ''}
                options={[
                  { value: '', label: choose },
                  { value: 'none', label: t('unknown.no_seat') },
                  ...matches.places.map((place) => ({ value: idOfPlace(place), label: place.name })),
                ]}
                onChange={(chosen) => form.set({ places: { ...value.places, [name]: chosen } })}
              />
            ))}
          </div>
        </Section>
      ) : null}
    </>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { demoPeople, type DemoPerson } from './demo-accounts.ts';
import classes from './sign-in.module.css';

interface DemoPeopleProps {
  busy: boolean;
  onEnter(person: DemoPerson): void;
}

/** The demo's people, by partnership, each with what they can try; nothing where there is no demo. */
export function DemoPeople({ busy, onEnter }: DemoPeopleProps) {
  const { t } = useTranslation(['sign-in', 'words']);
  const [partnerships, setPartnerships] = useState<Map<string, DemoPerson[]>>(new Map());
  useEffect(() => {
    // Without an answer there are no people to offer; the form above works all the same and says what is wrong.
    demoPeople().then(setPartnerships, () => undefined);
  }, []);
  if (partnerships.size === 0) return null;
  return (
    <section className={classes['demo']} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('demo.title')}</h2>
      <p className={classes['quiet']}>
        {t('demo.lead')} <Link href="/inbox">{t('demo.inbox')}</Link>
      </p>
      {[...partnerships].map(([partnership, people]) => (
        <section key={partnership} aria-label={partnership}>
          <h3>{partnership}</h3>
          <ul className={classes['people']}>
            {people.map((person) => (
              <li key={person.email + person.partnership}>
                <button type="button" disabled={busy} className={classes['person']} onClick={() => onEnter(person)}>
                  <span>
                    <strong>{person.name}</strong>{' '}
                    <span className={classes['quiet']}>
                      {t(`words:member_role.${person.role}`)}
                      {person.organization ? ` · ${person.organization}` : ''}
                    </span>
                  </span>
                  <span>{t(`demo.try.${person.role}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Page } from '../../shared/frame/page.tsx';
import { MembersPart } from './members-part.tsx';
import { OrganizationsPart } from './organizations-part.tsx';
import { SettingsPart } from './settings-part.tsx';
import { TablesPart } from './tables-part.tsx';
import classes from './people-screen.module.css';

const parts = ['members', 'organizations', 'tables', 'settings'] as const;

/** Who belongs to the partnership, its organizations, its leadership tables, and its own settings. */
export default function PeopleScreen() {
  const { t } = useTranslation('people');
  const can = useCan();
  const { part } = useParams<{ part?: string }>();
  const here = parts.find((one) => one === part) ?? 'members';
  const nav = useRef<HTMLElement>(null);
  // On a phone the parts are wider than the screen; the page itself must not move.
  useEffect(() => {
    const link = nav.current?.querySelector<HTMLElement>(`[data-part="${here}"]`);
    if (nav.current && link) {
      nav.current.scrollLeft = link.offsetLeft - (nav.current.clientWidth - link.offsetWidth) / 2;
    }
  }, [here]);
  const lead = can('canManageMembers') ? t('screen.lead_director') : t('screen.lead');
  return (
    <Page title={t('screen.title')} lead={lead}>
      <nav ref={nav} className={classes['parts']} aria-label={t('screen.parts')}>
        {parts.map((one) => (
          <Link
            key={one}
            data-part={one}
            href={one === 'members' ? '/people' : `/people/${one}`}
            aria-current={one === here ? 'page' : undefined}
          >
            {t(`screen.${one}`)}
          </Link>
        ))}
        {can('canReadAudit') ? <Link href="/audit">{t('screen.audit')}</Link> : null}
      </nav>
      {here === 'members' ? <MembersPart /> : null}
      {here === 'organizations' ? <OrganizationsPart /> : null}
      {here === 'tables' ? <TablesPart /> : null}
      {here === 'settings' ? <SettingsPart /> : null}
    </Page>
  );
}

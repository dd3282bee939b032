import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePartnership } from '../shared/session/partnership.tsx';
import { useMe } from '../shared/session/session.tsx';
import { initials } from './initials.ts';
import { Preferences } from './preferences.tsx';
import classes from './account-menu.module.css';

/** Who is signed in and as what; language, light or dark, sign out. */
export function AccountMenu({ onSignOut }: { onSignOut(): void }) {
  const { t } = useTranslation(['app', 'words']);
  const { account } = useMe();
  const { role } = usePartnership();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  return (
    <div ref={root} className={classes['menu']}>
      <button
        ref={button}
        type="button"
        className={classes['button']}
        aria-expanded={open}
        aria-controls="account-panel"
        aria-label={t('account.open', { name: account.name })}
        onClick={() => setOpen((before) => !before)}
      >
        <span aria-hidden="true">{initials(account.name)}</span>
      </button>
      {open ? (
        <section id="account-panel" className={classes['panel']} aria-label={t('account.label')}>
          <div>
            <strong>{account.name}</strong>
            <div className={classes['quiet']}>{t(`words:member_role.${role}`)}</div>
            <div className={classes['quiet']}>{account.email}</div>
          </div>
          <Link href="/account" onClick={() => setOpen(false)}>
            {t('account.own')}
          </Link>
          <Preferences />
          <button type="button" className={classes['signOut']} onClick={onSignOut}>
            {t('account.sign_out')}
          </button>
        </section>
      ) : null}
    </div>
  );
}

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OwnWaysProvider, useOwnWays } from '../../shared/account/own-ways.tsx';
import { PasskeyButton } from '../../shared/account/passkey-button.tsx';
import { signInByPasskey } from '../../shared/account/passkey-client.ts';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useSession } from '../../shared/session/session.tsx';
import type { Membership } from '../../shared/session/who.ts';
import { SecondFactorSetup } from './second-factor-setup.tsx';

interface SecondFactorScreenProps {
  membership: Membership;
  preferences: ReactNode;
}

/** Stands before a partnership that lets somebody in with a second factor only, and leads to it. */
export default function SecondFactorScreen({ membership, preferences }: SecondFactorScreenProps) {
  const { t } = useTranslation(['account', 'words']);
  const { refresh, signOut } = useSession();
  const lead = t('factor.needed', {
    partnership: membership.partnershipName,
    role: t(`words:member_role.${membership.role}`),
  });
  return (
    <Outside preferences={preferences}>
      <Page title={t('factor.needed_title')} lead={lead} width="prose">
        <p>{t('factor.app')}</p>
        <OwnWaysProvider>
          <ByPasskey />
          <SecondFactorSetup onDone={() => void refresh()} />
        </OwnWaysProvider>
        <div>
          <Button variant="subtle" onClick={() => void signOut()}>
            {t('factor.sign_out')}
          </Button>
        </div>
      </Page>
    </Outside>
  );
}

/** Whoever has a passkey needs no code: signing in with it is two factors at once. */
function ByPasskey() {
  const { t } = useTranslation('account');
  const { refresh } = useSession();
  const { own, here } = useOwnWays();
  if (!here.passkeys || own.passkeys.length === 0) return null;
  return (
    <div>
      <PasskeyButton label={t('passkeys.enter')} send={signInByPasskey} onDone={() => void refresh()} />
    </div>
  );
}

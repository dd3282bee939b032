import { useTranslation } from 'react-i18next';
import { OwnWaysProvider } from '../../shared/account/own-ways.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useMe } from '../../shared/session/session.tsx';
import { EmailPart } from './email-part.tsx';
import { ForgetPart } from './forget-part.tsx';
import { LeavePart } from './leave-part.tsx';
import { ProviderPart } from './provider-part.tsx';
import { PasskeysPart } from './passkeys-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { SecondFactorPart } from './second-factor-part.tsx';
import { SessionsPart } from './sessions-part.tsx';

/** One's own account: its password, and where it is signed in. */
export default function AccountScreen() {
  const { t } = useTranslation('account');
  const { account } = useMe();
  return (
    <Page title={t('title')} lead={t('lead', { name: account.name, email: account.email })} width="prose">
      <OwnWaysProvider>
        <PasswordPart />
        <EmailPart />
        <ProviderPart />
        <PasskeysPart />
        <SecondFactorPart />
      </OwnWaysProvider>
      <SessionsPart />
      <LeavePart />
      <ForgetPart />
    </Page>
  );
}

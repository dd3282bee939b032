import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginEmailChange } from '../../shared/account/account-client.ts';
import { AccountForm, EmailField, PasswordNowField } from '../../shared/account/account-form.tsx';
import { Section } from '../../shared/frame/page.tsx';

/** Asks for another address: it counts once the link that is mailed there was opened. */
export function EmailPart() {
  const { t, i18n } = useTranslation('account');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [sentTo, setSentTo] = useState('');
  return (
    <Section title={t('address.title')}>
      <AccountForm
        save={t('address.change')}
        send={() => beginEmailChange(email, password, i18n.language)}
        onDone={() => {
          setSentTo(email.trim());
          setEmail('');
          setPassword('');
        }}
        onProblem={() => setSentTo('')}
        below={<output>{sentTo ? t('address.sent', { email: sentTo }) : ''}</output>}
      >
        <EmailField label={t('address.new')} value={email} onChange={setEmail} />
        <PasswordNowField value={password} onChange={setPassword} />
      </AccountForm>
    </Section>
  );
}

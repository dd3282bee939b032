import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../../shared/account/account-client.ts';
import { AccountForm, NewPasswordField, PasswordNowField } from '../../shared/account/account-form.tsx';
import { Section } from '../../shared/frame/page.tsx';

/** Changes one's password; nothing of it is kept on the device. */
export function PasswordPart() {
  const { t, i18n } = useTranslation('account');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isChanged, setChanged] = useState(false);
  return (
    <Section title={t('password.title')}>
      <AccountForm
        save={t('password.change')}
        send={() => changePassword(current, next, i18n.language)}
        onDone={() => {
          setChanged(true);
          setCurrent('');
          setNext('');
        }}
        onProblem={() => setChanged(false)}
        below={<output>{isChanged ? t('password.changed') : ''}</output>}
      >
        <PasswordNowField value={current} onChange={setCurrent} />
        <NewPasswordField value={next} onChange={setNext} />
      </AccountForm>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../../shared/form/fields.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { type AccountProblem, changePassword } from './account-client.ts';
import { ProblemLine } from './account-problem.tsx';
import classes from './account.module.css';

/** Changes one's password; nothing of it is kept on the device. */
export function PasswordPart() {
  const { t, i18n } = useTranslation('account');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const [problem, setProblem] = useState<AccountProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await changePassword(current, next, i18n.language);
    setProblem('problem' in answer ? answer.problem : undefined);
    setChanged('data' in answer);
    if ('data' in answer) {
      setCurrent('');
      setNext('');
    }
    setBusy(false);
  };
  return (
    <Section title={t('password.title')}>
      <form className={classes['form']} onSubmit={(event) => void submit(event)}>
        <TextLine
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          required
        />
        <TextLine
          label={t('new_password')}
          hint={t('password_hint')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          required
        />
        <ProblemLine problem={problem} />
        <Button type="submit" loading={busy}>
          {t('password.change')}
        </Button>
        <output>{isChanged ? t('password.changed') : ''}</output>
      </form>
    </Section>
  );
}

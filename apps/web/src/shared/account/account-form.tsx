import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../form/fields.tsx';
import { useOwnWays } from './own-ways.tsx';
import type { AccountAnswer, AccountProblem } from './account-client.ts';
import { ProblemLine } from './account-problem.tsx';
import classes from './account.module.css';

interface AccountFormProps<Data> {
  /** The button's words: what it does. */
  save: string;
  send(): Promise<AccountAnswer<Data>>;
  onDone(data: Data): void;
  onProblem?(problem: AccountProblem): void;
  /** The fields: what is typed in them is kept nowhere. */
  children: ReactNode;
  /** Under the button: ways on, and what became of it. */
  below?: ReactNode;
}

/** A form about the account, which goes to better-auth: no draft, no queue, and its problem under its fields. */
export function AccountForm<Data>({ save, send, onDone, onProblem, children, below }: AccountFormProps<Data>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await send();
    setBusy(false);
    if ('problem' in answer) {
      setProblem(answer.problem);
      onProblem?.(answer.problem);
    } else {
      setProblem(undefined);
      onDone(answer.data);
    }
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      {children}
      <ProblemLine problem={problem} />
      <Button type="submit" loading={busy}>
        {save}
      </Button>
      {below}
    </form>
  );
}

interface SecretFieldProps {
  value: string;
  onChange(value: string): void;
}

/** The field for a password that is chosen. */
export function NewPasswordField(field: SecretFieldProps) {
  const { t } = useTranslation('account');
  return (
    <TextLine
      {...field}
      label={t('new_password')}
      hint={t('password_hint')}
      type="password"
      autoComplete="new-password"
      required
    />
  );
}

/** The field for the password that is asked for again; none for an account without one, which has to sign in again. */
export function PasswordNowField(field: SecretFieldProps) {
  const { t } = useTranslation('account');
  const { own } = useOwnWays();
  if (!own.hasPassword) return null;
  return <TextLine {...field} label={t('password.current')} type="password" autoComplete="current-password" required />;
}

/** The field for an address. */
export function EmailField({ label, ...field }: SecretFieldProps & { label?: string }) {
  const { t } = useTranslation('account');
  return <TextLine {...field} label={label ?? t('email')} type="email" autoComplete="username" required />;
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../form/fields.tsx';
import { AccountForm } from './account-form.tsx';
import { enterCode, enterRecoveryCode } from './account-client.ts';

interface CodeFormProps {
  onDone(): void;
  /** The ten minutes are over, or it was guessed at too often: the password is asked for again. */
  onOver(): void;
}

/** The second step of signing in: a code of one's app, or a recovery code where the phone is lost. */
export function CodeForm({ onDone, onOver }: CodeFormProps) {
  const { t, i18n } = useTranslation('account');
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const send = () => (isRecovery ? enterRecoveryCode : enterCode)(code.replaceAll(/\s/g, ''), i18n.language);
  return (
    <AccountForm
      key={String(isRecovery)}
      save={t('factor.enter')}
      send={send}
      onDone={onDone}
      onProblem={(problem) => {
        setCode('');
        if (problem.kind === 'over') onOver();
      }}
      below={
        <Button
          variant="subtle"
          onClick={() => {
            setRecovery(!isRecovery);
            setCode('');
          }}
        >
          {t(isRecovery ? 'factor.with_app' : 'factor.with_recovery')}
        </Button>
      }
    >
      {isRecovery ? (
        <TextLine
          label={t('factor.recovery_code')}
          hint={t('factor.recovery_hint')}
          autoComplete="off"
          value={code}
          onChange={setCode}
          required
        />
      ) : (
        <CodeField value={code} onChange={setCode} />
      )}
    </AccountForm>
  );
}

/** The field for the six digits that an app shows. */
export function CodeField(field: { value: string; onChange(value: string): void }) {
  const { t } = useTranslation('account');
  return (
    <TextLine
      {...field}
      label={t('factor.code')}
      hint={t('factor.code_hint')}
      inputMode="numeric"
      autoComplete="one-time-code"
      required
    />
  );
}

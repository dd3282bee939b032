import { Button } from '@mantine/core';
import { forgottenName } from '@throughline/domain/forgetting';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { ForgetMember, memberKinds, type ShownMember } from './people-operations.ts';

/** Says what goes and what stays before a person is forgotten. */
export function ForgetDialog({ member, onClose }: { member: ShownMember; onClose(): void }) {
  const { t } = useTranslation('people');
  const { id, version, name } = member;
  const act = useAct({
    document: ForgetMember,
    label: t('member.forget'),
    touches: memberKinds,
    row: { id, version },
    exactly: true,
  });
  const forget = async () => {
    const answer = await act.run();
    if (answer?.kind === 'saved') onClose();
  };
  return (
    <Dialog
      title={t('member.forget_of', { name })}
      onClose={onClose}
      actions={
        <Button loading={act.state === 'saving'} onClick={() => void forget()}>
          {t('member.forget')}
        </Button>
      }
    >
      <p>{t('member.forget_ask', { name })}</p>
      <p>{t('member.forget_goes')}</p>
      <p>{t('member.forget_stays', { placeholder: forgottenName(id) })}</p>
      <p>{t('member.forget_final')}</p>
      <ProblemLine problem={act.problem} />
    </Dialog>
  );
}

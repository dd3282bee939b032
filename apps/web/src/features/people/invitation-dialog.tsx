import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import { CopyButton } from '../../shared/form/copy-button.tsx';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { InviteMember, memberKinds, MemberInvitation, type ShownMember } from './people-operations.ts';
import classes from './people-screen.module.css';

type OpenInvitation = NonNullable<ResultOf<typeof MemberInvitation>['invitation']>;

interface InvitationDialogProps {
  member: ShownMember;
  onClose(): void;
}

/** How somebody who has not joined yet was invited, the link to hand over, and a new invitation. */
export function InvitationDialog({ member, onClose }: InvitationDialogProps) {
  const { t } = useTranslation('people');
  const [wasSent, setWasSent] = useState(false);
  const screen = useScreen(MemberInvitation, { memberId: member.id }, [...memberKinds, 'invitation']);
  const { id, version, name } = member;
  const again = useAct({
    document: InviteMember,
    label: t('member.invite_again'),
    touches: [...memberKinds, 'invitation'],
    row: { id, version },
  });
  const invite = async () => {
    const answer = await again.run();
    setWasSent(answer?.kind === 'saved');
  };
  return (
    <Dialog
      title={t('member.invitation_of', { name })}
      onClose={onClose}
      actions={
        <Button variant="default" loading={again.state === 'saving'} onClick={() => void invite()}>
          {t('member.invite_again')}
        </Button>
      }
    >
      <Screen state={screen}>
        {({ invitation }) =>
          invitation ? <Invitation invitation={invitation} name={name} /> : <p>{t('member.over')}</p>
        }
      </Screen>
      <output>{wasSent ? t('member.sent_again') : ''}</output>
      <ProblemLine problem={again.problem} />
    </Dialog>
  );
}

function Invitation({ invitation, name }: { invitation: OpenInvitation; name: string }) {
  const { t } = useTranslation('people');
  const { day, moment } = useFormat();
  const { expiresAt, link, mailedAt, isMailGivenUp, reachesPeople } = invitation;
  const until = day(expiresAt);
  const sentence = !reachesPeople
    ? t('member.by_hand', { name, until })
    : isMailGivenUp
      ? t('member.given_up', { until })
      : mailedAt
        ? t('member.invited', { at: moment(mailedAt), until })
        : t('member.waits', { until });
  return (
    <>
      <p>{sentence}</p>
      <div className={classes['actions']}>
        <CopyButton text={link} label={t('member.copy_link')} />
      </div>
      <p className={classes['quiet']}>{t('member.link_warning', { name })}</p>
    </>
  );
}

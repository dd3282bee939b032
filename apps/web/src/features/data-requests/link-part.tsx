import { useState } from 'react';
import { Button } from '@mantine/core';
import { linkToken } from '@throughline/domain/data-requests';
import { addDays } from '@throughline/domain/dates';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { newSecret } from '../../shared/device/secret.ts';
import { DayField } from '../../shared/form/bound-fields.tsx';
import { CopyButton } from '../../shared/form/copy-button.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat, usePartnership } from '../../shared/session/partnership.tsx';
import { useToday } from '../../shared/session/use-today.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { ExtendLink, RenewLink, type RequestDetail, requestKinds, RevokeLink } from './operations.ts';
import classes from './data-requests.module.css';

type InUse = NonNullable<RequestDetail['link']>;

/** The link to the form: made, shown once, copied with a text to send it with, extended, revoked. */
export function LinkPart({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('data-requests');
  const { day, moment } = useFormat();
  const { link } = request;
  const [made, setMade] = useState<{ linkId: string; address: string }>();
  const isShown = made !== undefined && made.linkId === link?.id;
  return (
    <Section title={t('link.title')}>
      {link === null ? <p>{t('link.none')}</p> : null}
      {link?.isOver ? <p>{t('link.over', { day: day(link.expiresOn) })}</p> : null}
      {link && !link.isOver ? (
        <p>
          {t('link.until', { day: day(link.expiresOn) })}{' '}
          {link.openedAt ? t('link.opened', { at: moment(link.openedAt) }) : t('link.not_opened')}
        </p>
      ) : null}
      {isShown ? <NewLink request={request} address={made.address} /> : null}
      <LinkActs request={request} link={link} onMade={(linkId, address) => setMade({ linkId, address })} />
    </Section>
  );
}

interface LinkActsProps {
  request: RequestDetail;
  link: InUse | null;
  onMade(linkId: string, address: string): void;
}

/** A year from today: a link is good for some rounds, and none lives for ever. */
const usualDays = 365;

function LinkActs({ request, link, onMade }: LinkActsProps) {
  const { t } = useTranslation('data-requests');
  const { partnershipId } = usePartnership();
  const today = useToday();
  const [isExtending, setExtending] = useState(false);
  const [ids, setIds] = useState(newIds);
  const make = useAct({
    document: RenewLink,
    label: t('link.make'),
    touches: requestKinds,
    row: { id: request.id },
  });
  const press = async () => {
    const { linkId, secret } = ids;
    const answer = await make.run({ linkId, secret, expiresOn: addDays(today, usualDays) });
    if (answer?.kind !== 'saved' && answer?.kind !== 'waiting') return;
    setIds(newIds());
    onMade(linkId, `${window.location.origin}/answer#${linkToken(partnershipId, secret)}`);
  };
  const isInUse = link !== null && !link.isOver;
  return (
    <>
      {isInUse ? <p className={classes['quiet']}>{t('link.once')}</p> : null}
      <div className={classes['acts']}>
        <Button variant={isInUse ? 'default' : 'filled'} loading={make.state === 'saving'} onClick={() => void press()}>
          {isInUse ? t('link.renew') : t('link.make')}
        </Button>
        {link ? (
          <Button variant="default" onClick={() => setExtending(true)}>
            {t('link.extend')}
          </Button>
        ) : null}
        {isInUse ? <RevokeButton link={link} /> : null}
      </div>
      <ProblemLine problem={make.problem} />
      {isExtending && link ? <ExtendDialog link={link} onClose={() => setExtending(false)} /> : null}
    </>
  );
}

/** What the next link will be; made anew once it was used. */
const newIds = () => ({ linkId: uuid(), secret: newSecret() });

function RevokeButton({ link: { id, version } }: { link: InUse }) {
  const { t } = useTranslation('data-requests');
  const revoke = useAct({ document: RevokeLink, label: t('link.revoke'), touches: requestKinds, row: { id, version } });
  return (
    <>
      <Button variant="default" loading={revoke.state === 'saving'} onClick={() => void revoke.run()}>
        {t('link.revoke')}
      </Button>
      <ProblemLine problem={revoke.problem} />
    </>
  );
}

const readExpiry = ({ expiresOn }: Pick<InUse, 'expiresOn'>) => ({ expiresOn: expiresOn as string | null });

function ExtendDialog({ link, onClose }: { link: InUse; onClose(): void }) {
  const { t } = useTranslation('data-requests');
  const form = useForm({
    key: `data-link:${link.id}`,
    document: ExtendLink,
    label: t('link.extend'),
    touches: requestKinds,
    row: link,
    read: readExpiry,
    input: ({ expiresOn }) => ({ expiresOn: expiresOn ?? '' }),
  });
  return (
    <FormDialog form={form} title={t('link.extend')} save={t('link.extend_save')} onClose={onClose}>
      <DayField form={form} name="expiresOn" label={t('link.expiresOn')} required />
    </FormDialog>
  );
}

/** The link itself, as long as this page is open, and a text that can be pasted into an e-mail. */
function NewLink({ request, address }: { request: RequestDetail; address: string }) {
  const { t } = useTranslation('data-requests');
  const { day } = useFormat();
  const { partnershipName } = usePartnership();
  const text = t('link.text', {
    partnership: partnershipName,
    indicator: request.indicatorName,
    period: request.openPeriodLabel,
    day: day(request.dueOn),
    address,
    interpolation: { escapeValue: false },
  });
  return (
    <div className={classes['new']}>
      <strong>{t('link.made')}</strong>
      <code className={classes['address']}>{address}</code>
      <div className={classes['acts']}>
        <CopyButton text={address} label={t('link.copy')} />
        <CopyButton text={text} label={t('link.copy_text')} />
      </div>
      <details>
        <summary>{t('link.show_text')}</summary>
        <p className={classes['written']}>{text}</p>
      </details>
    </div>
  );
}

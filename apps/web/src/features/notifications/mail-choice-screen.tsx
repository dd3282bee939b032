import { choiceOf, defaultQuietHours } from '@throughline/domain/mail-choices';
import { mailCadences, notificationKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { SelectField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Page, Section } from '../../shared/frame/page.tsx';
import { EndLinks } from '../../shared/item-links/end-links.tsx';
import { numberLocale } from '../../shared/session/format.ts';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { ChooseNotifications, NotificationChoiceQuery } from './notification-operations.ts';
import classes from './notifications.module.css';

type Choice = Omit<ResultOf<typeof NotificationChoiceQuery>['notificationChoice'], 'id'>;

/** When one is mailed about what. */
export default function MailChoiceScreen() {
  const { t } = useTranslation('notifications');
  const { memberId } = usePartnership();
  const screen = useScreen(NotificationChoiceQuery, {});
  return (
    <Page title={t('mail.title')} lead={t('mail.lead')} width="prose">
      <Link href="/notifications">{t('mail.back')}</Link>
      <Screen state={screen}>
        {({ notificationChoice: { id: _member, ...choice } }) => <ChoiceForm choice={choice} />}
      </Screen>
      <Section title={t('links.title')}>
        <p>{t('links.means')}</p>
        <EndLinks memberId={memberId} />
      </Section>
    </Page>
  );
}

/** The hours of a day as a language tells them: 8 PM. */
const hoursIn = (language: string) => {
  const clock = new Intl.DateTimeFormat(numberLocale(language), { hour: 'numeric', timeZone: 'UTC' });
  return Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clock.format(hour * 3_600_000) }));
};
const languages = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

/** The hours as their fields hold them; nothing for no quiet hours. */
const read = ({ quietFrom, quietUntil, ...rest }: Choice) => ({
  ...rest,
  quietFrom: quietFrom === null ? null : String(quietFrom),
  quietUntil: quietUntil === null ? null : String(quietUntil),
});
/** The other end of the quiet hours: none without this one, and an hour with it. */
const otherEnd = (chosen: string, other: string | null, usual: number): string | null =>
  chosen === '' ? null : (other ?? String(usual));
const hourOf = (text: string | null): number | null => (text === null ? null : Number(text));

function ChoiceForm({ choice }: { choice: Choice }) {
  const { t, i18n } = useTranslation(['notifications', 'words']);
  const hours = hoursIn(i18n.language);
  const { timeZone } = usePartnership();
  const form = useForm({
    key: 'notification-choice',
    document: ChooseNotifications,
    label: t('mail.title'),
    touches: [],
    row: choice,
    read,
    input: ({ quietFrom, quietUntil, ...rest }) => ({
      ...rest,
      quietFrom: hourOf(quietFrom),
      quietUntil: hourOf(quietUntil),
    }),
  });
  const cadences = mailCadences.map((value) => ({ value, label: t(`words:mail_cadence.${value}`) }));
  return (
    <Form form={form} className={classes['form']}>
      {notificationKinds.map((kind) => (
        <SelectField
          key={kind}
          form={form}
          name={choiceOf[kind]}
          label={t(`words:notification_kind.${kind}`)}
          options={cadences}
        />
      ))}
      <Section title={t('mail.quiet')}>
        <p>{t('mail.quiet_means', { zone: timeZone.replaceAll('_', ' ') })}</p>
        <div className={classes['hours']}>
          <SelectField
            form={form}
            name="quietFrom"
            label={t('mail.from')}
            options={hours}
            none={t('mail.never')}
            also={(from) => ({ quietUntil: otherEnd(from, form.value.quietUntil, defaultQuietHours.until) })}
          />
          <SelectField
            form={form}
            name="quietUntil"
            label={t('mail.until')}
            options={hours}
            none={t('mail.never')}
            also={(until) => ({ quietFrom: otherEnd(until, form.value.quietFrom, defaultQuietHours.from) })}
          />
        </div>
      </Section>
      <SelectField form={form} name="language" label={t('mail.language')} options={languages} />
      <FormButtons form={form} save={t('mail.save')} />
    </Form>
  );
}

import { type AuditTopic, auditTopics } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberChoice } from '../../shared/choices/rows-to-choose.tsx';
import { ChoiceField, DateField } from '../../shared/form/fields.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { DataList } from '../../shared/lists/data-list.tsx';
import { useCan } from '../../shared/session/abilities.ts';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { EntryRow } from './entry-row.tsx';
import { Audit } from './audit-operations.ts';
import classes from './audit.module.css';

/** New entries come with everything: the list is read again when the director asks for it. */
const kinds: readonly string[] = [];

/** Who did what in the whole partnership, for its director. */
export default function AuditScreen() {
  const { t } = useTranslation(['audit', 'words']);
  const can = useCan();
  const { partnershipId } = usePartnership();
  const [memberId, setMemberId] = useState('');
  const [topic, setTopic] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  if (!can('canReadAudit'))
    return (
      <Page title={t('title')}>
        <Empty sentence={t('lead')} way={{ ask: 'director' }} />
      </Page>
    );
  const base = `/audit/${partnershipId}`;
  const wanted = new URLSearchParams({ member: memberId, topic, from, to });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className={classes['filters']}>
        <MemberChoice
          label={t('filter.member')}
          value={memberId}
          more={[{ value: '', label: t('filter.anybody') }]}
          onChange={setMemberId}
        />
        <ChoiceField
          label={t('filter.topic')}
          value={topic}
          options={[
            { value: '', label: t('filter.anything') },
            ...auditTopics.map((value) => ({ value, label: t(`words:audit_topic.${value}`) })),
          ]}
          onChange={setTopic}
        />
        <DateField label={t('filter.from')} value={from} max={to} onChange={setFrom} />
        <DateField label={t('filter.to')} value={to} min={from} onChange={setTo} />
      </div>
      <p className={classes['download']}>
        <a href={`${base}/audit.csv?${wanted.toString()}`} download="audit.csv">
          {t('csv')}
        </a>
      </p>
      <DataList
        query={Audit}
        variables={{
          memberId: memberId || null,
          topic: (topic || null) as AuditTopic | null,
          from: from || null,
          to: to || null,
        }}
        kinds={kinds}
        label={t('list')}
        page={(data) => data.audit}
        pageSize={50}
        empty={<Empty sentence={t('none')} way="none" />}
        row={(entry) => <EntryRow key={entry.id} entry={entry} />}
      />
      <Section title={t('head.title')}>
        <p className={classes['quiet']}>{t('head.lead')}</p>
        <p>
          <a href={`${base}/head.json`} download="audit-head.json">
            {t('head.download')}
          </a>
        </p>
      </Section>
    </Page>
  );
}

import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { History } from '../../shared/thread/history.tsx';
import { ItemThread } from '../../shared/thread/item-thread.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { AddSiteButton } from './add-site.tsx';
import { PracticePage, practiceKinds, type PracticeDetail } from './practice-operations.ts';
import { PracticeState } from './practice-state.tsx';
import { PracticeText } from './practice-text.tsx';
import { PracticeTests } from './practice-tests.tsx';
import { Reach } from './reach.tsx';
import { SiteStages } from './site-stages.tsx';
import { SystemChanges } from './system-changes.tsx';
import classes from './practices.module.css';

/** A practice: what it is, where it was tested, how far it spread, what came of it. */
export default function PracticeScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(PracticePage, { id }, practiceKinds);
  return (
    <Screen state={screen} whole>
      {({ practice }) => <Whole key={practice.id} detail={practice} />}
    </Screen>
  );
}

function Whole({ detail }: { detail: PracticeDetail }) {
  const { t } = useTranslation(['practices', 'words']);
  const can = useCan();
  const { practice, adoptions, systemChanges } = detail;
  const open = practice.state !== 'retired';
  const manages = open && can('canManagePractice', practice);
  return (
    <Page
      title={practice.name}
      lead={
        <>
          <Link href={`/networks/${practice.networkId}`}>{practice.networkName}</Link> ·{' '}
          <span className={classes['state']}>{t(`words:practice_state.${practice.state}`)}</span>
        </>
      }
      thread={<ItemThread id={practice.id} />}
      action={manages ? <AddSiteButton practice={practice} /> : undefined}
    >
      <PracticeText practice={practice} editable={manages} />
      <PracticeTests detail={detail} />
      <Section title={t('reach.title')}>
        <Reach detail={detail} />
      </Section>
      <Section title={t('sites.title')}>
        <SiteStages adoptions={adoptions} open={open} manages={manages} />
      </Section>
      <SystemChanges practice={practice} changes={systemChanges} recordable={can('canRecordSystemChange', practice)} />
      {can('canManagePractice', practice) ? <PracticeState practice={practice} /> : null}
      <History id={practice.id} />
    </Page>
  );
}

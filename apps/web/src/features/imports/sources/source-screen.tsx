import { useState } from 'react';
import { Button } from '@mantine/core';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { ImportReport } from '@throughline/source-files/report/import-report';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { ReasonDialog } from '../../../shared/form/reason-dialog.tsx';
import { useAct } from '../../../shared/form/use-act.ts';
import { Page, Section } from '../../../shared/frame/page.tsx';
import { DataList } from '../../../shared/lists/data-list.tsx';
import { useFormat } from '../../../shared/session/partnership.tsx';
import { ProblemLine } from '../../../shared/states/problem.tsx';
import { useRefusalText } from '../../../shared/states/refusal-text.ts';
import { Screen, useScreen } from '../../../shared/states/screen.tsx';
import { RestoreSource, RetireSource, type SourceDetail, SourceFiles, sourceKinds, SourcePage } from './operations.ts';
import { RenewPart } from './renew-part.tsx';
import { EditSourceDialog } from './source-form.tsx';
import { SourceLine } from './source-line.tsx';
import classes from './sources.module.css';

/** One source: the button that renews it, every file that came from it, and what is remembered. */
export default function SourceScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(SourcePage, { id }, sourceKinds);
  return (
    <Screen state={screen} whole>
      {({ dataSource }) => <Detail key={id} source={dataSource} />}
    </Screen>
  );
}

/** The host of an address, which was checked when it was saved. */
const hostOf = (address: string): string => new URL(address).hostname;

function Detail({ source }: { source: SourceDetail }) {
  const { t } = useTranslation(['imports', 'words']);
  const { moment } = useFormat();
  const refusalText = useRefusalText();
  return (
    <Page
      title={source.name}
      lead={
        <>
          {source.publisher} · <Link href="/imports">{t('all')}</Link>
          <br />
          <SourceLine source={source} />
        </>
      }
    >
      {source.retiredAt ? null : (
        <Section title={t('source.renew_title')}>
          <p className={classes['quiet']}>{t(source.canFetch ? 'source.may_fetch' : 'source.may_not_fetch')}</p>
          {source.address && !source.canFetch ? (
            <p className={classes['quiet']}>
              {refusalText(refusal('FETCH_HOST_CLOSED', { host: hostOf(source.address) }))}
            </p>
          ) : null}
          <RenewPart source={source} />
          {source.lookedAt ? (
            <p className={classes['quiet']}>{t('source.looked', { on: moment(source.lookedAt) })}</p>
          ) : null}
        </Section>
      )}
      <Section title={t('source.files')}>
        <DataList
          query={SourceFiles}
          variables={{ sourceId: source.id }}
          kinds={sourceKinds}
          label={t('source.files')}
          page={(data) => data.imports}
          empty={null}
          row={(file) => (
            <li key={file.id} className={classes['row']}>
              <span>
                <Link href={`/imports/${file.id}`}>{file.fileName}</Link>
                <br />
                <span className={classes['quiet']}>{moment(file.committedAt ?? file.createdAt)}</span>
              </span>
              <span>
                {t(`words:import_state.${file.state}`)}
                <br />
                <Counts report={file.report} />
              </span>
            </li>
          )}
        />
      </Section>
      <About source={source} />
    </Page>
  );
}

/** What a file changed, in one line. */
function Counts({ report }: { report: ImportReport | null }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  if (!report) return null;
  const { added, changed, same } = report.overlap;
  return (
    <span className={classes['quiet']}>
      {t('source.counts', { added: number(added), changed: number(changed), same: number(same) })}
    </span>
  );
}

function About({ source }: { source: SourceDetail }) {
  const { t } = useTranslation(['imports', 'words']);
  const [dialog, setDialog] = useState<'edit' | 'retire'>();
  const { id, version, name, address, license, indicators } = source;
  const restore = useAct({
    document: RestoreSource,
    label: t('source.restore'),
    touches: sourceKinds,
    row: { id, version },
  });
  return (
    <Section title={t('source.about')}>
      <dl className={classes['facts']}>
        {indicators.length > 0 ? (
          <>
            <dt>{t('source.indicators')}</dt>
            <dd>
              {indicators.map((indicator, at) => (
                <span key={indicator.id}>
                  {at > 0 ? ', ' : ''}
                  <Link href={`/indicators/${indicator.id}`}>{indicator.name}</Link>
                </span>
              ))}
            </dd>
          </>
        ) : null}
        <dt>{t('source.address')}</dt>
        <dd>{address || t('source.no_address')}</dd>
        {license ? (
          <>
            <dt>{t('source.license')}</dt>
            <dd>{license}</dd>
          </>
        ) : null}
      </dl>
      <div className={classes['acts']}>
        {source.retiredAt ? (
          <Button variant="default" loading={restore.state === 'saving'} onClick={() => void restore.run()}>
            {t('source.restore')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={() => setDialog('edit')}>
              {t('source.change')}
            </Button>
            <Button variant="default" onClick={() => setDialog('retire')}>
              {t('source.retire')}
            </Button>
          </>
        )}
      </div>
      <ProblemLine problem={restore.problem} />
      {dialog === 'edit' ? <EditSourceDialog source={source} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'retire' ? (
        <ReasonDialog
          document={RetireSource}
          item={{ id, version, title: name }}
          verb={t('source.retire')}
          ask={t('why')}
          hint={t('source.retire_hint')}
          touches={sourceKinds}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </Section>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { DropZone } from './drop-zone.tsx';
import { importKinds, ImportList } from './operations.ts';
import { SourcesPart } from './sources/sources-part.tsx';
import classes from './imports.module.css';

/** Every import, and the place where the next file is dropped. */
export default function ImportsScreen() {
  const { t } = useTranslation(['imports', 'words']);
  const can = useCan();
  const { moment, number } = useFormat();
  if (!can('canImport')) {
    return (
      <Page title={t('title')} width="prose">
        <Empty sentence={t('closed.sentence')} way={{ ask: { text: t('closed.ask') } }} />
      </Page>
    );
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      <DropZone />
      <SourcesPart />
      <Section title={t('list')}>
        <DataList
          query={ImportList}
          variables={{}}
          kinds={importKinds}
          label={t('list')}
          page={(data) => data.imports}
          empty={
            <Empty
              sentence={t('empty.sentence')}
              example={t('empty.example')}
              way={{ above: true, ask: 'data_manager' }}
            />
          }
          row={(file) => (
            <li key={file.id} className={classes['row']}>
              <Link href={`/imports/${file.id}`}>{file.fileName}</Link>
              <span>{t(`words:import_state.${file.state}`)}</span>
              <span className={classes['quiet']}>
                {file.rowsAccepted > 0
                  ? `${t('observations', { count: file.rowsAccepted, shown: number(file.rowsAccepted) })} · `
                  : ''}
                {moment(file.createdAt)}
                {file.batchId ? (
                  <>
                    {' · '}
                    <Link href={`/imports/together/${file.batchId}`}>{t('together.link')}</Link>
                  </>
                ) : null}
              </span>
            </li>
          )}
        />
      </Section>
    </Page>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../../../shared/frame/page.tsx';
import { DataList } from '../../../shared/lists/data-list.tsx';
import { Empty } from '../../../shared/states/empty.tsx';
import { sourceKinds, SourceList } from './operations.ts';
import { RenewPart } from './renew-part.tsx';
import { SourceLine } from './source-line.tsx';
import classes from './sources.module.css';

/** On the imports' screen: where files come from again, whoever is late first. */
export function SourcesPart() {
  const { t } = useTranslation('imports');
  return (
    <Section title={t('source.list')}>
      <DataList
        query={SourceList}
        variables={{ retired: false }}
        kinds={sourceKinds}
        label={t('source.list')}
        pageSize={10}
        page={(data) => data.dataSources}
        empty={
          <Empty
            sentence={t('source.empty')}
            example={t('source.example')}
            way={{ above: true, ask: 'data_manager' }}
          />
        }
        row={(source) => (
          <li key={source.id} className={classes['row']}>
            <span>
              <Link href={`/imports/sources/${source.id}`}>{source.name}</Link>
              <br />
              <span className={classes['quiet']}>{source.publisher}</span>
              <br />
              <SourceLine source={source} />
            </span>
            <RenewPart source={source} />
          </li>
        )}
      />
    </Section>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page, Section } from '../../shared/frame/page.tsx';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { Copied } from './copied.tsx';
import { ReadKeysPart } from './read-keys-part.tsx';
import { noKey, scripts } from './scripts.ts';
import classes from './exports.module.css';

const files = [
  'observations.csv',
  'indicators.csv',
  'places.csv',
  'populations.csv',
  'datapackage.json',
  'csv-metadata.json',
] as const;
const marks = ['reported', 'bounded', 'protected', 'suppressed_by_source', 'not_reported', 'not_applicable'] as const;

/** Everything that is published, out again: as files for people, by a key for scripts. */
export default function AnalystsScreen() {
  const { t } = useTranslation('exports');
  const { partnershipId } = usePartnership();
  const [made, setMade] = useState<string>();
  const base = `${window.location.origin}/exports/${partnershipId}`;
  return (
    <Page title={t('title')} lead={t('lead')} width="prose">
      <Section title={t('files.title')}>
        <p>
          <a href={`${base}/all.zip`} download>
            {t('files.all')}
          </a>
        </p>
        <dl className={classes['files']}>
          {files.map((file) => (
            <div key={file}>
              <dt>
                <a href={`${base}/${file}`} download={file}>
                  {file}
                </a>
              </dt>
              <dd>{t(`files.${fileKey(file)}`)}</dd>
            </div>
          ))}
        </dl>
        <p className={classes['quiet']}>{t('files.one')}</p>
      </Section>
      <Section title={t('marks.title')}>
        <p className={classes['quiet']}>{t('marks.lead')}</p>
        <dl className={classes['files']}>
          {marks.map((mark) => (
            <div key={mark}>
              <dt>
                <code>{mark}</code>
              </dt>
              <dd>{t(`marks.${mark}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <ReadKeysPart made={made} onMade={setMade} />
      <Section title={t('scripts.title')}>
        <p className={classes['quiet']}>{t('scripts.lead')}</p>
        {scripts(base, made ?? noKey).map(({ language, lines }) => (
          <div key={language}>
            <h3>{language}</h3>
            <Copied text={lines} label={language} />
          </div>
        ))}
      </Section>
    </Page>
  );
}

/** `csv-metadata.json` → `csv_metadata`: as the texts name the files. */
const fileKey = (file: (typeof files)[number]) => file.replace(/[.].*$/, '').replace('-', '_') as FileKey;
type FileKey = 'observations' | 'indicators' | 'places' | 'populations' | 'datapackage' | 'csv_metadata';

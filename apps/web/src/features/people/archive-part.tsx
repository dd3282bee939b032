import { useTranslation } from 'react-i18next';
import { Section } from '../../shared/frame/page.tsx';
import { usePartnership } from '../../shared/session/partnership.tsx';

/** Everything of the partnership as one file, for whoever may see true numbers. */
export function ArchivePart() {
  const { t } = useTranslation('people');
  const { partnershipId } = usePartnership();
  return (
    <Section title={t('archive.title')}>
      <p>{t('archive.lead')}</p>
      <p>{t('archive.warning')}</p>
      <p>
        <a href={`/archive/${partnershipId}/all.zip`} download>
          {t('archive.download')}
        </a>
      </p>
    </Section>
  );
}

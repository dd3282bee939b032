import { useTranslation } from 'react-i18next';
import type { ScreenState } from '../states/screen.tsx';

/** What a change would do to what readers see. */
export interface DisclosurePreview {
  vanishing: number;
  headlinesCount: number;
  headlines: readonly string[];
  openToNewReaders: number;
  isWhole: boolean;
}

/** Whether it is still being found out what a change would cost; nothing is saved before that was to be seen. */
export const isBeingFound = ({ data, problem, isEarlier }: ScreenState<unknown>): boolean =>
  isEarlier || (data === undefined && problem === undefined);

/** What a change would cost, in words; nothing where it costs nothing. */
export function PreviewLines({ preview }: { preview: DisclosurePreview }) {
  const { t } = useTranslation('shared');
  const { vanishing, headlinesCount, headlines, openToNewReaders, isWhole } = preview;
  if (vanishing + openToNewReaders === 0) return isWhole ? null : <p>{t('disclosure.not_whole')}</p>;
  return (
    <div aria-live="polite">
      {vanishing > 0 ? <p>{t('disclosure.vanishing', { count: vanishing })}</p> : null}
      {headlinesCount > 0 ? (
        <p>
          {t('disclosure.headlines', { count: headlinesCount })} {headlines.join(' / ')}
        </p>
      ) : null}
      {openToNewReaders > 0 ? <p>{t('disclosure.new_readers', { count: openToNewReaders })}</p> : null}
      {isWhole ? null : <p>{t('disclosure.not_whole')}</p>}
    </div>
  );
}

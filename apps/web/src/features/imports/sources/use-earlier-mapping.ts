import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../../shared/live/live.ts';
import { type ImportDetail, MappingLike, type SavedMapping } from '../operations.ts';
import { SourcePage } from './operations.ts';

/** How the newest file before this one of its source was read, brought to this one; where its layout drifted too far. */
export function useEarlierMapping(file: ImportDetail): SavedMapping | undefined {
  const { t } = useTranslation('imports');
  const isAwaited = file.sourceId !== null && file.mapping === null;
  const [{ data: found }] = useLiveQuery(SourcePage, { id: file.sourceId ?? '' }, [], { pause: !isAwaited });
  const likeId = found?.dataSource.lastImportId ?? '';
  const [{ data }] = useLiveQuery(MappingLike, { id: file.id, likeId }, [], { pause: !isAwaited || likeId === '' });
  return isAwaited && data ? { id: likeId, name: t('renewal.earlier'), ...data.importMappingLike } : undefined;
}

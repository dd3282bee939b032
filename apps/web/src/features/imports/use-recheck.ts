import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../shared/use-write.ts';
import { CheckImport, importKinds, MapImport, type ImportDetail } from './operations.ts';

/** Saves a mapping and reads the whole file with it; what every correction on the import's screen ends with. */
export function useRecheck(file: ImportDetail, refresh: () => void) {
  const { t } = useTranslation('imports');
  const map = useWrite(MapImport, { label: t('map.save'), touches: importKinds });
  const check = useWrite(CheckImport, { label: t('check.do'), touches: importKinds });
  /** @param saved is told once the mapping is kept, before the file is read. */
  const run = async (mapping: ImportMapping, saved: () => void = () => undefined): Promise<boolean> => {
    const mapped = await map.run({ id: file.id, version: file.version, mapping });
    if (mapped.kind !== 'saved') return false;
    saved();
    const checking = check.run({ id: file.id, version: mapped.data.mapImport.version });
    // Shows that it has begun, so that its progress is asked for.
    setTimeout(refresh, 500);
    const { kind } = await checking;
    refresh();
    return kind === 'saved';
  };
  return {
    run,
    map,
    isSaving: map.state === 'saving' || check.state === 'saving',
    isChecking: check.state === 'saving' || file.checkingSince !== null,
    problem: map.problem ?? check.problem,
  };
}

import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import type { Form } from '../../shared/form/use-form.ts';
import { useWatching } from './use-watching.ts';
import { CheckImport, importKinds, type ImportDetail } from './operations.ts';

/** Reads the whole file, after its mapping is saved where that changed; what every correction on the import's screen ends with. */
export function useCheck(file: ImportDetail, after?: Pick<Form<unknown>, 'save' | 'version'>) {
  const { t } = useTranslation('imports');
  const { id, version } = file;
  const check = useAct({
    document: CheckImport,
    label: t('check.do'),
    touches: importKinds,
    row: { id, version },
    ...(after && { after }),
  });
  const watching = useWatching(id);
  const run = (): Promise<void> => watching(() => check.run());
  return { run, problem: check.problem, isChecking: check.state === 'saving' || file.checkingSince !== null };
}

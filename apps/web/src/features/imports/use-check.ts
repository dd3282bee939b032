import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import type { Form } from '../../shared/form/use-form.ts';
import { useLive } from '../../shared/live/live.ts';
import { CheckImport, importKinds, type ImportDetail } from './operations.ts';

const progressMs = 1_000;

/** Reads the whole file, after its mapping is saved where that changed; what every correction on the import's screen ends with. */
export function useCheck(file: ImportDetail, after?: Pick<Form<unknown>, 'save' | 'version'>) {
  const { t } = useTranslation('imports');
  const live = useLive();
  const { id, version } = file;
  const check = useAct({
    document: CheckImport,
    label: t('check.do'),
    touches: importKinds,
    row: { id, version },
    ...(after && { after }),
  });
  const run = async (): Promise<void> => {
    // Shows that it has begun, so that its progress is asked for.
    const timer = setInterval(() => live.notice({ kind: 'import', id }), progressMs);
    await check.run().finally(() => clearInterval(timer));
  };
  return { run, problem: check.problem, isChecking: check.state === 'saving' || file.checkingSince !== null };
}

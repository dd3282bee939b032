import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import type { Outcome, Write } from '../../shared/use-write.ts';

interface WriteStateProps<Data, Input> {
  write: Write<Data, Input>;
  /** Called when a settled conflict was saved. */
  onSaved?: () => void;
}

/** What a form says of its write: the problem in a line, and both texts where two people wrote the same field. */
export function WriteState<Data, Input>({ write, onSaved }: WriteStateProps<Data, Input>) {
  const { t } = useTranslation('cycles');
  const settled = (outcome: Outcome<Data>) => {
    if (outcome.kind === 'saved') onSaved?.();
  };
  return (
    <>
      <ProblemLine problem={write.problem} />
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={(field) => t(`field.${field}`)}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(settled)}
      />
    </>
  );
}

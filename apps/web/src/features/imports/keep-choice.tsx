import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { CommitCost } from './cost-part.tsx';
import { importKinds } from './operations.ts';

interface KeepChoiceProps {
  id: string;
  isKept: boolean;
  onKeep(isKept: boolean): void;
}

/** Where numbers that are shown now would vanish: the choice that readers go on seeing them as they were first published. */
export function KeepChoice({ id, isKept, onKeep }: KeepChoiceProps) {
  const { t } = useTranslation('imports');
  const screen = useScreen(CommitCost, { importId: id }, importKinds);
  return (
    <Screen state={screen}>
      {({ importDisclosurePreview: { vanishing } }) =>
        vanishing > 0 ? (
          <Checkbox
            label={t('as_first_published.choice', { count: vanishing })}
            description={t('as_first_published.means')}
            checked={isKept}
            onChange={(event) => onKeep(event.currentTarget.checked)}
          />
        ) : null
      }
    </Screen>
  );
}

import { useTranslation } from 'react-i18next';
import classes from './states.module.css';

/** What the save chip may say. `clean`: nothing was written yet. */
export type SaveState = 'clean' | 'saving' | 'saved' | 'waiting' | 'decide' | 'failed';

interface SaveChipProps {
  state: SaveState;
  /** The form holds text that was not sent: it is kept on this device, and the chip says no more than that. */
  draft?: boolean;
}

/** The honest chip: saved · saving · waiting for the network · needs your decision. Nothing while there is nothing to say. */
export function SaveChip({ state, draft = false }: SaveChipProps) {
  const { t } = useTranslation('shared');
  const quiet = state === 'clean' || state === 'saved';
  const word = quiet && draft ? 'draft' : state;
  return (
    <output>
      {word === 'clean' ? null : (
        <span className={classes['chip']} data-state={word}>
          {t(`save.${word}`)}
        </span>
      )}
    </output>
  );
}

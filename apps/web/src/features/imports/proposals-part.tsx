import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { Proposal } from '@throughline/source-files/proposals/proposals';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { choiceOf } from './proposal-paths.ts';
import classes from './imports.module.css';

interface ProposalsProps {
  proposals: readonly Proposal[];
  /** The mapping with everything that was proposed. */
  proposed: ImportMapping;
  mapping: ImportMapping;
  onChange(mapping: ImportMapping): void;
}

/** What was recognised beyond the columns: each is used unless the person says otherwise. */
export function ProposalsPart({ proposals, proposed, mapping, onChange }: ProposalsProps) {
  const { t } = useTranslation('imports');
  const textOf = useCodeText('imports');
  const { number } = useFormat();
  if (proposals.length === 0) return null;
  const sentenceOf = ({ code, params, message }: Proposal): string => {
    const shown = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? number(value) : value,
    ]);
    const variant = code === 'value_interval' && params['level'] === '' ? '_unsaid' : '';
    return textOf(`proposal.${code}${variant}`, message, Object.fromEntries(shown));
  };
  return (
    <fieldset className={classes['group']}>
      <legend>{t('proposal.title')}</legend>
      <ul className={classes['examples']}>
        {proposals.map((proposal) => {
          const choice = choiceOf(proposal, proposed);
          const examples =
            proposal.examples.length > 0 ? t('proposal.such_as', { list: proposal.examples.join(' · ') }) : '';
          return (
            <li key={`${proposal.code} ${proposal.path} ${proposal.column ?? ''} ${sentenceOf(proposal)}`}>
              {choice ? (
                <label className={classes['check']}>
                  <input
                    type="checkbox"
                    checked={choice.isUsed(mapping)}
                    onChange={(event) => onChange(choice.use(mapping, event.currentTarget.checked))}
                  />
                  <span>
                    {sentenceOf(proposal)} <span className={classes['quiet']}>{examples}</span>
                  </span>
                </label>
              ) : (
                <p>
                  {sentenceOf(proposal)} <span className={classes['quiet']}>{examples}</span>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

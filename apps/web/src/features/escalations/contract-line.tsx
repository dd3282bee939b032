import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { EscalationData } from './escalation-operations.ts';
import classes from './escalations.module.css';

type Wording = EscalationData['wordings'][number];
type Answer = EscalationData['answers'][number];

/** Every step of the contract, written and dated: the words that were asked, each beside the answers given to them. */
export function ContractLine({ escalation }: { escalation: EscalationData }) {
  const { t } = useTranslation('escalations');
  const format = useFormat();
  const steps = [
    ...escalation.wordings.map((wording, at) => ({
      id: wording.id,
      at: wording.createdAt,
      show: (
        <WordingStep wording={wording} before={escalation.wordings[at - 1]} isOnly={escalation.wordings.length === 1} />
      ),
    })),
    ...escalation.answers.map((answer) => ({
      id: answer.id,
      at: answer.createdAt,
      show: <AnswerStep answer={answer} isEarlier={answer.wording < escalation.wording} />,
    })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return (
    <Section title={t('line.title')}>
      <ol className={classes['line']}>
        {steps.map(({ id, at, show }) => (
          <li key={id}>
            <p className={classes['quiet']}>
              <time dateTime={at}>{format.moment(at)}</time>
            </p>
            {show}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The words of an ask from a moment on; of a later version, what changed in it. */
function WordingStep({ wording, before, isOnly }: { wording: Wording; before: Wording | undefined; isOnly: boolean }) {
  const { t } = useTranslation('escalations');
  const changes = useChanges(wording, before);
  const { number, memberName: who } = wording;
  if (!before) {
    return (
      <>
        <p>{t('line.raise', { who })}</p>
        {isOnly ? null : (
          <>
            <p className={classes['quiet']}>{t('line.as_asked')}</p>
            <p className={classes['text']}>{wording.ask}</p>
          </>
        )}
      </>
    );
  }
  return (
    <>
      <p>{t(wording.asksAnew ? 'line.revise' : 'line.edit', { who, number })}</p>
      <dl className={classes['changes']}>
        {changes.map(({ label, from, to }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <del>{from || '—'}</del> <ins>{to || '—'}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What differs between two wordings, in words. */
function useChanges(wording: Wording, before: Wording | undefined) {
  const { t } = useTranslation(['escalations', 'words']);
  const format = useFormat();
  const parts: { label: string; textOf(words: Wording): string }[] = [
    { label: t('field.title'), textOf: ({ title }) => title },
    { label: t('field.whom'), textOf: ({ askedOfName }) => askedOfName },
    { label: t('ask.exactly'), textOf: ({ ask }) => ask },
    { label: t('ask.why'), textOf: ({ description }) => description },
    { label: t('field.respond_by'), textOf: ({ respondBy }) => format.day(respondBy) },
    { label: t('field.kind'), textOf: ({ kind }) => t(`words:escalation_kind.${kind}`) },
    { label: t('field.category'), textOf: ({ category }) => t(`words:escalation_category.${category}`) },
  ];
  if (!before) return [];
  return parts
    .map(({ label, textOf }) => ({ label, from: textOf(before), to: textOf(wording) }))
    .filter(({ from, to }) => from !== to);
}

function AnswerStep({ answer, isEarlier }: { answer: Answer; isEarlier: boolean }) {
  const { t } = useTranslation('escalations');
  const textOf = useCodeText('escalations');
  const format = useFormat();
  return (
    <>
      <p>
        {textOf(`line.${answer.verb}`, answer.verb, {
          who: answer.memberName,
          addressee: answer.askedOfName,
          to: answer.redirectedToName,
          day: answer.promisedBy ? format.day(answer.promisedBy) : '',
        })}
      </p>
      {isEarlier ? <p className={classes['quiet']}>{t('line.to_version', { number: answer.wording })}</p> : null}
      {answer.text ? <p className={classes['text']}>{answer.text}</p> : null}
    </>
  );
}

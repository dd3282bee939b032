import { useTranslation } from 'react-i18next';
import { DraftCharter } from '../../shared/charters/draft-charter.tsx';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { CharterForm } from './charter-form.tsx';
import { charterKinds, Charters, type ShownCharter } from './charter-query.ts';
import { AmendForm, CharterMoves, SignOffForm } from './charter-review.tsx';
import { CharterText, SignOffs } from './charter-text.tsx';
import classes from './charters.module.css';

/** The charter of a network: what is on its way, what is in force, what was before. */
export default function CharterTab({ networkId }: { networkId: string }) {
  const screen = useScreen(Charters, { networkId, first: 50, after: null }, charterKinds);
  return <Screen state={screen}>{(data) => <Versions networkId={networkId} data={data} />}</Screen>;
}

function Versions({ networkId, data }: { networkId: string; data: ResultOf<typeof Charters> }) {
  const { t } = useTranslation(['charters', 'words']);
  const versions = data.charters.nodes;
  const open = versions.find(({ state }) => state === 'draft' || state === 'in_review');
  const inForce = versions.find(({ state }) => state === 'adopted');
  const earlier = versions.filter(({ state }) => state === 'amended' || state === 'retired');
  const title = (charter: ShownCharter) =>
    t('version', { number: charter.number, state: t(`words:charter_state.${charter.state}`) });
  return (
    <>
      {open || inForce ? null : <NoCharter networkId={networkId} network={data.networkPage.network} />}
      {open ? (
        <Section title={title(open)} id={open.id}>
          <OpenVersion charter={open} />
        </Section>
      ) : null}
      {inForce ? (
        <Section title={title(inForce)} id={inForce.id}>
          <CharterText charter={inForce} />
          <SignOffs charter={inForce} />
          {open ? null : <AmendForm charter={inForce} />}
          <CharterMoves charter={inForce} />
        </Section>
      ) : null}
      {earlier.length > 0 ? <Earlier versions={earlier} title={title} /> : null}
    </>
  );
}

function OpenVersion({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const can = useCan();
  if (charter.state === 'draft') {
    return can('canEditCharter', charter) ? (
      <>
        {charter.amendmentReason ? <p>{t('amends', { reason: charter.amendmentReason })}</p> : null}
        <CharterForm key={charter.id} charter={charter} />
        <CharterMoves charter={charter} />
      </>
    ) : (
      <CharterText charter={charter} />
    );
  }
  return (
    <>
      <CharterText charter={charter} />
      <SignOffs charter={charter} />
      <SignOffForm charter={charter} />
      <CharterMoves charter={charter} />
    </>
  );
}

function Earlier({ versions, title }: { versions: ShownCharter[]; title(charter: ShownCharter): string }) {
  const { t } = useTranslation('charters');
  const format = useFormat();
  return (
    <Section title={t('earlier')}>
      {versions.map((charter) => (
        <details key={charter.id} id={charter.id} className={classes['moves']}>
          <summary>
            {title(charter)}
            {charter.adoptedAt ? ` · ${t('adopted_on', { day: format.day(charter.adoptedAt) })}` : ''}
          </summary>
          <CharterText charter={charter} />
          <SignOffs charter={charter} />
        </details>
      ))}
    </Section>
  );
}

function NoCharter({ networkId, network }: { networkId: string; network: { abilities: readonly string[] } }) {
  const { t } = useTranslation('charters');
  const can = useCan();
  return (
    <Empty
      sentence={t('empty')}
      example={t('example')}
      way={{
        action: can('canEditCharter', network) ? <DraftCharter networkId={networkId} label={t('draft')} /> : null,
        ask: 'facilitator',
      }}
    />
  );
}

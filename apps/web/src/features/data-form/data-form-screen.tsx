import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { DataForm } from '@throughline/domain/data-form';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { Page } from '../../shared/frame/page.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Loading } from '../../shared/states/loading.tsx';
import { ProblemView } from '../../shared/states/problem.tsx';
import { AnswerForm } from './answer-form.tsx';
import { openForm } from './form-client.ts';
import { forget, keep, type KeptForm, readKept, typedUnderEarlierLink, unsentPeriods } from './kept-form.ts';
import { Unsent } from './unsent.tsx';
import classes from './data-form.module.css';

type Opened = { kind: 'loading' } | { kind: 'failed'; problem: Problem; ofDevice?: KeptForm } | OpenedForm;

interface OpenedForm {
  kind: 'open';
  ofDevice: KeptForm;
  isOld: boolean;
  /** How often each period was begun anew: after it was sent, and when the form was asked for again. */
  rounds: Readonly<Record<string, number>>;
}

/** The token stands behind the # of the address, which no server and no log receives. */
const tokenNow = (): string => window.location.hash.slice(1);

/** The form as the server has it; without the network, as this device saw it last. */
async function findForm(token: string): Promise<Opened> {
  const [answer, before] = await Promise.all([openForm(token), readKept(token)]);
  if ('data' in answer) {
    const periods = { ...(await typedUnderEarlierLink(token, answer.data)), ...before?.periods };
    const ofDevice = { ...before, form: answer.data, periods };
    await keep(token, ofDevice);
    return { kind: 'open', ofDevice, isOld: false, rounds: {} };
  }
  const { problem } = answer;
  if (problem.code === 'NETWORK' && before) return { kind: 'open', ofDevice: before, isOld: true, rounds: {} };
  if (problem.code === 'NOT_FOUND') {
    if (before && unsentPeriods(before).length > 0) return { kind: 'failed', problem, ofDevice: before };
    await forget(token);
  }
  return { kind: 'failed', problem };
}

/**
 * The form as it is now, with one period begun anew. Whoever has gone on to another one while the first was on its way
 * goes on typing there: what this device holds stays as it is.
 */
const goOnWith = (now: OpenedForm, next: OpenedForm, start: string): OpenedForm => ({
  ...next,
  ofDevice: { ...now.ofDevice, form: next.ofDevice.form },
  rounds: { ...now.rounds, [start]: (now.rounds[start] ?? 0) + 1 },
});

/** The form of a data request, for whoever has its link. */
export default function DataFormScreen({ preferences }: { preferences: ReactNode }) {
  const { t } = useTranslation('data-form');
  const [token, setToken] = useState(tokenNow);
  const [opened, setOpened] = useState<Opened>({ kind: 'loading' });

  useEffect(() => {
    const change = () => setToken(tokenNow());
    window.addEventListener('hashchange', change);
    return () => window.removeEventListener('hashchange', change);
  }, []);

  const latest = useRef(opened);
  useEffect(() => {
    latest.current = opened;
  }, [opened]);
  const load = useCallback(
    async (start: string) => {
      const next = await findForm(token);
      const now = latest.current;
      if (next.kind !== 'open' || now.kind !== 'open') return setOpened(next);
      const shown = goOnWith(now, next, start);
      // What was typed while the server was asked is in it.
      await keep(token, shown.ofDevice);
      setOpened(shown);
    },
    [token],
  );
  // When the network is back, whoever is typing goes on typing: what is open is not begun anew.
  const isOld = opened.kind === 'open' && opened.isOld;
  useEffect(() => {
    if (!isOld) return undefined;
    const look = async () => {
      const next = await findForm(token);
      if (next.kind === 'open' && !next.isOld)
        setOpened((now) => (now.kind === 'open' ? { ...now, isOld: false } : next));
      else if (next.kind === 'failed') setOpened(next);
    };
    const again = () => void look();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [isOld, token]);
  useEffect(() => {
    let isGone = false;
    void findForm(token).then((next) => isGone || setOpened(next));
    return () => {
      isGone = true;
    };
  }, [token]);

  return (
    <main className={classes['alone']}>
      {opened.kind === 'loading' ? <Loading /> : null}
      {opened.kind === 'failed' && opened.problem.code === 'NOT_FOUND' ? (
        <Page title={t('closed.title')} width="prose">
          <p>{t('closed.todo')}</p>
          {opened.ofDevice ? (
            <>
              <p>{t('closed.kept')}</p>
              <Unsent token={token} ofDevice={opened.ofDevice} starts={unsentPeriods(opened.ofDevice)} />
            </>
          ) : null}
        </Page>
      ) : null}
      {opened.kind === 'failed' && opened.problem.code !== 'NOT_FOUND' ? (
        <ProblemView whole problem={opened.problem} retry={() => void load('')} />
      ) : null}
      {opened.kind === 'open' ? <OpenForm key={token} token={token} opened={opened} onLoad={load} /> : null}
      <footer className={classes['foot']}>{preferences}</footer>
    </main>
  );
}

interface OpenFormProps {
  token: string;
  opened: OpenedForm;
  /** Asks for the form again, and begins a period anew. */
  onLoad(start: string): Promise<void>;
}

/** The period that is begun and not sent, else the one that is owed first: the oldest that nothing stands for. */
function firstShown(ofDevice: KeptForm): string {
  const { periods } = ofDevice.form;
  const isBegun = unsentPeriods(ofDevice).includes(ofDevice.lastTyped ?? '');
  const begun = periods.find(({ start, state }) => isBegun && start === ofDevice.lastTyped && state !== 'accepted');
  const missing = periods.findLast(({ state }) => state === null || state === 'returned');
  return (begun ?? missing ?? periods[0])?.start ?? '';
}

function OpenForm({ token, opened, onLoad }: OpenFormProps) {
  const { t } = useTranslation(['data-form', 'words']);
  const { day } = useFormat();
  const { ofDevice, isOld, rounds } = opened;
  const { form } = ofDevice;
  const [chosen, setChosen] = useState(() => firstShown(ofDevice));
  const period = form.periods.find(({ start }) => start === chosen) ?? form.periods[0];
  const describe = ({ label, state, daysLate, dueOn }: DataForm['periods'][number]): string => {
    if (state !== null && state !== 'returned') return `${label} · ${t(`state.${state}`)}`;
    const due = daysLate > 0 ? t('late', { count: daysLate }) : t('due', { day: day(dueOn) });
    return state === 'returned' ? `${label} · ${t('state.returned')}` : `${label} · ${due}`;
  };
  return (
    <Page
      title={form.indicator}
      lead={t('lead', { partnership: form.partnership, organization: form.organization })}
      width="prose"
    >
      {isOld ? (
        <output className={classes['notice']}>
          {t('offline')}{' '}
          <button type="button" onClick={() => void onLoad(chosen)}>
            {t('again')}
          </button>
        </output>
      ) : null}
      {form.definition ? <p className={classes['quiet']}>{form.definition}</p> : null}
      {form.note ? <p className={classes['note']}>{form.note}</p> : null}
      {period && form.isCollected ? (
        <>
          <ChoiceField
            label={t('period')}
            name="period"
            value={period.start}
            onChange={setChosen}
            options={form.periods.map((one) => ({ value: one.start, label: describe(one) }))}
          />
          <AnswerForm
            key={`${period.start} ${rounds[period.start] ?? 0}`}
            token={token}
            ofDevice={ofDevice}
            period={period}
            onSent={() => onLoad(period.start)}
          />
        </>
      ) : (
        <p>{t(form.isCollected ? 'nothing_yet' : 'not_collected')}</p>
      )}
      <Unsent
        token={token}
        ofDevice={ofDevice}
        starts={unsentPeriods(ofDevice).filter((one) => !form.periods.some(({ start }) => start === one))}
      />
      <p className={classes['quiet']}>{t('who_sees', { partnership: form.partnership })}</p>
      <p className={classes['quiet']}>{t('expires', { day: day(form.expiresOn) })}</p>
    </Page>
  );
}

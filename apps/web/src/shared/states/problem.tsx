import { Component, type ErrorInfo, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from './refusal-text.ts';
import { isPassing, problemOf, type Problem } from '../server/transport.ts';
import { useShownFailure } from './unread-failures.ts';
import classes from './states.module.css';

interface ProblemViewProps {
  /** A problem, or an error as urql answers it. */
  problem: Problem | Parameters<typeof problemOf>[0];
  retry?: () => void;
  /** True when it stands for the whole screen: it is then the screen's heading. */
  whole?: boolean;
}

/** The words for a problem: what happened and what to do; the rule's own where one said no. */
export function useProblemText(): (problem: Problem) => { happened: string; todo: string } {
  const { t } = useTranslation('shared');
  const refusalText = useRefusalText();
  return (problem) => ({
    happened: (problem.refusal && refusalText(problem.refusal)) || t(`problem.${problem.code}.happened`),
    todo: t(`problem.${problem.code}.todo`),
  });
}

/** The error state of a screen or a part of it. */
export function ProblemView({ problem, retry, whole = false }: ProblemViewProps) {
  const { t } = useTranslation('shared');
  const Heading = whole ? 'h1' : 'h2';
  const found = 'code' in problem ? problem : problemOf(problem);
  const text = useProblemText()(found);
  useComingBack(isPassing(found) ? retry : undefined);
  return (
    <div className={classes['problem']} role="alert">
      <Heading>{text.happened}</Heading>
      <p>{text.todo}</p>
      {retry ? (
        <Button variant="default" onClick={retry}>
          {t('problem.retry')}
        </Button>
      ) : null}
    </div>
  );
}

const againMs = 5_000;

/** Tries again by itself, now and then and when the network is back, what fails for reasons that pass. */
function useComingBack(retry: (() => void) | undefined): void {
  const newest = useRef(retry);
  useEffect(() => {
    newest.current = retry;
  });
  const isWaiting = retry !== undefined;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const again = () => newest.current?.();
    const timer = setInterval(again, againMs);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [isWaiting]);
}

/** A problem in one line, beside the form that met it; nothing when there is none or the fields already tell it. */
export function ProblemLine({ problem }: { problem: Problem | undefined }) {
  const text = useProblemText();
  useShownFailure(problem);
  if (!problem || problem.fields) return null;
  const { happened, todo } = text(problem);
  return (
    <p role="alert" style={{ margin: 0, color: 'var(--tl-concern-text)' }}>
      {happened} {todo}
    </p>
  );
}

interface BoundaryProps {
  /** When this changes (another address), the boundary shows its content again. */
  resetOn?: string;
  children: ReactNode;
}

interface BoundaryState {
  failed: boolean;
  resetOn: string | undefined;
}

/** Catches what a screen throws (also a part of the app that did not load) and offers to try again. */
export class ProblemBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false, resetOn: this.props.resetOn };

  static getDerivedStateFromError(): Pick<BoundaryState, 'failed'> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return props.resetOn === state.resetOn ? null : { failed: false, resetOn: props.resetOn };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    // With no network it is the screen's code that could not be fetched.
    const code = navigator.onLine ? 'UNKNOWN' : 'NETWORK';
    return <ProblemView problem={{ code, message: '' }} retry={() => window.location.reload()} />;
  }
}

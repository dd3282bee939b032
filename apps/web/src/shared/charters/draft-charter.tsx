import { useState } from 'react';
import { Button } from '@mantine/core';
import { v7 as uuid } from 'uuid';
import { useAct } from '../form/use-act.ts';
import { graphql } from '../server/graphql.ts';
import { ProblemLine } from '../states/problem.tsx';

const DraftCharterMutation = graphql(`
  mutation DraftCharter($input: DraftCharterInput!) {
    draftCharter(input: $input) {
      id
      version
      state
    }
  }
`);

const touches = ['charter', 'sign_off'];

interface DraftCharterProps {
  networkId: string;
  /** What the button says: a charter, or this network's. */
  label: string;
  /** Leads to the draft, where it does not appear on this screen. */
  onDrafted?(): void;
}

/** Begins the charter of a network that has none. */
export function DraftCharter({ networkId, label, onDrafted }: DraftCharterProps) {
  const [id] = useState(() => uuid());
  const draft = useAct({ document: DraftCharterMutation, label, touches, row: { id } });
  const begin = async () => {
    const answer = await draft.run({ networkId });
    if (answer?.kind === 'saved') onDrafted?.();
  };
  return (
    <>
      <Button loading={draft.state === 'saving'} onClick={() => void begin()}>
        {label}
      </Button>
      <ProblemLine problem={draft.problem} />
    </>
  );
}

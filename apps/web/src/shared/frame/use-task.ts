import { useCallback, useEffect, useMemo, useState } from 'react';

interface Task<What extends string, Row> {
  what: What;
  row: Row;
}

/** What is being done to one row of a list, in a dialog; see `useTask`. */
export interface Tasks<What extends string, Row> {
  task: Task<What, Row> | undefined;
  begin(what: What, row: Row): void;
  end(): void;
  saw(row: Row): void;
}

/**
 * Holds the dialog of a row beside the list instead of in it: a row that moves, is filtered out or retired by somebody
 * else takes no open dialog with it. Each row says how it stands by `useRowOf`.
 */
export function useTask<What extends string, Row extends { id: string }>(): Tasks<What, Row> {
  const [task, setTask] = useState<Task<What, Row>>();
  const begin = useCallback((what: What, row: Row) => setTask({ what, row }), []);
  const end = useCallback(() => setTask(undefined), []);
  const saw = useCallback(
    (row: Row) => setTask((now) => (now?.row.id === row.id && now.row !== row ? { ...now, row } : now)),
    [],
  );
  return useMemo(() => ({ task, begin, end, saw }), [task, begin, end, saw]);
}

/** Tells an open dialog how its row stands now. */
export function useRowOf<Row>({ saw }: Pick<Tasks<string, Row>, 'saw'>, row: Row | undefined): void {
  useEffect(() => {
    if (row !== undefined) saw(row);
  }, [saw, row]);
}

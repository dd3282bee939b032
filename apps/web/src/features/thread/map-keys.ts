interface KeyLink {
  fromId: string;
  toId: string;
}

/**
 * Which item an arrow key leads to from `here`, or undefined when it leads nowhere. Up and down stay in the column;
 * left and right follow a link to the nearest column with a linked item, else go to the same row of the next column
 * that holds any. `grid` is the ids of each column in order.
 */
export function nextOnMap(
  key: string,
  here: string,
  grid: readonly (readonly string[])[],
  links: readonly KeyLink[],
): string | undefined {
  const column = grid.findIndex((ids) => ids.includes(here));
  const row = grid[column]?.indexOf(here) ?? -1;
  if (column < 0) return undefined;
  if (key === 'ArrowUp') return grid[column]?.[row - 1];
  if (key === 'ArrowDown') return grid[column]?.[row + 1];
  if (key === 'Home') return grid[column]?.[0];
  if (key === 'End') return grid[column]?.at(-1);
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const beyond = key === 'ArrowRight' ? grid.slice(column + 1) : grid.slice(0, column).reverse();
  const linked = new Set(
    links.flatMap(({ fromId, toId }) => (fromId === here ? [toId] : toId === here ? [fromId] : [])),
  );
  const along = beyond.flatMap((ids) => ids.filter((id) => linked.has(id)))[0];
  const next = beyond.find((ids) => ids.length > 0);
  return along ?? next?.[Math.min(row, next.length - 1)];
}

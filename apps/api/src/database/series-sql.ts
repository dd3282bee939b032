/**
 * Writes the series that observations are about to be of, where they are not there yet.
 * @param rows a query of partnership, indicator, place and population, which may repeat
 */
export const insertSeries = (rows: string): string =>
  `INSERT INTO series (partnership_id, indicator_id, place_id, population_id) ${rows} ON CONFLICT DO NOTHING`;

/** Whether a series has numbers: it stays when they are taken back. */
export const hasNumbers = (series: string): string =>
  `EXISTS (SELECT FROM released_observation o WHERE o.partnership_id = ${series}.partnership_id AND o.indicator_id = ${series}.indicator_id
     AND o.place_id = ${series}.place_id AND o.population_id = ${series}.population_id)`;

import { fieldsFor } from '../choices/searched-choice.tsx';
import { type Searched, useSearched } from '../choices/use-searched.ts';
import type { ResultOf } from '../server/graphql.ts';
import { ChosenPopulation, PopulationChoices, populationKinds } from './population-query.ts';

const list = {
  query: PopulationChoices,
  page: (data: ResultOf<typeof PopulationChoices>) => data.populations,
  one: { query: ChosenPopulation, rowOf: (data: ResultOf<typeof ChosenPopulation>) => data.population },
  kinds: populationKinds,
};

/** Populations of the partnership to choose from; the server is asked as one types. */
export function usePopulations(chosenId: string | null | undefined): Searched {
  return useSearched(list, chosenId, ({ name }) => name);
}

/** One of the partnership's populations; where there are many, they are searched as one types. */
export const { Field: PopulationField, Choice: PopulationChoice, Named: NamedPopulation } = fieldsFor(usePopulations);

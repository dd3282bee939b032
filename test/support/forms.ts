import { formsOfCycles } from './forms/cycles.ts';
import { formsOfDataRequests } from './forms/data-requests.ts';
import { formsOfImports } from './forms/imports.ts';
import { formsOfIndicators } from './forms/indicators.ts';
import { formsOfNetworks } from './forms/networks.ts';
import { formsOfPeople } from './forms/people.ts';
import { formsOfPlans } from './forms/plans.ts';
import { formsOfPractices } from './forms/practices.ts';
import { formsOfValues } from './forms/values.ts';
import type { VersionedForm } from './forms/steps.ts';

/** Every form that changes a versioned row, by its mutation. */
export const versionedForms: Record<string, VersionedForm> = {
  ...formsOfCycles,
  ...formsOfDataRequests,
  ...formsOfImports,
  ...formsOfIndicators,
  ...formsOfNetworks,
  ...formsOfPeople,
  ...formsOfPlans,
  ...formsOfPractices,
  ...formsOfValues,
};

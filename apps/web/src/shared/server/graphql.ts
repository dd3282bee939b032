import { initGraphQLTada } from 'gql.tada';
import type { HiddenReason, ObservationStatus } from '@throughline/domain/vocabulary';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { ImportReport, SeenFile } from '@throughline/source-files/report/import-report';
import type { MessageParams } from '@throughline/source-files/rows/problems';
import type { introspection } from '../../graphql-env.d.ts';

/** Writes a typed operation; the types come from apps/api/schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    Uuid: string;
    /** A day, `2026-03-14`. */
    Day: string;
    /** A moment, ISO 8601 in UTC. */
    Instant: string;
    Numbers: (number | null)[];
    Days: string[];
    Texts: string[];
    Flags: boolean[];
    ObservationStatuses: ObservationStatus[];
    HiddenReasons: (HiddenReason | null)[];
    ImportMapping: ImportMapping;
    SeenFile: SeenFile;
    ImportReport: ImportReport;
    MessageParams: MessageParams;
  };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';

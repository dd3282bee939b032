import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from './config/settings.ts';
import { CoreModule } from './core.module.ts';
import { EventsController } from './events/events.controller.ts';
import { AuditModule } from './features/audit/audit.module.ts';
import { ChartDecisionsModule } from './features/chart-decisions/chart-decisions.module.ts';
import { ChartersModule } from './features/charters/charters.module.ts';
import { CyclesModule } from './features/cycles/cycles.module.ts';
import { EscalationsModule } from './features/escalations/escalations.module.ts';
import { ExportsModule } from './features/exports/exports.module.ts';
import { FactorsModule } from './features/factors/factors.module.ts';
import { ImportsModule } from './features/imports/imports.module.ts';
import { IndicatorsModule } from './features/indicators/indicators.module.ts';
import { InviteeListsModule } from './features/invitee-lists/invitee-lists.module.ts';
import { MyWorkModule } from './features/my-work/my-work.module.ts';
import { DataRequestsModule } from './features/data-requests/data-requests.module.ts';
import { DataSourcesModule } from './features/data-sources/data-sources.module.ts';
import { NetworksModule } from './features/networks/networks.module.ts';
import { NotificationsModule } from './features/notifications/notifications.module.ts';
import { ObservationsModule } from './features/observations/observations.module.ts';
import { PartnershipsModule } from './features/partnerships/partnerships.module.ts';
import { PlansModule } from './features/plans/plans.module.ts';
import { PracticesModule } from './features/practices/practices.module.ts';
import { ThreadsModule } from './features/threads/threads.module.ts';
import { PlacesModule } from './features/places/places.module.ts';
import { PopulationsModule } from './features/populations/populations.module.ts';
import { GraphqlApiModule } from './graphql/graphql.module.ts';
import { HealthController } from './health/health.controller.ts';

const features = [
  ObservationsModule,
  IndicatorsModule,
  ChartDecisionsModule,
  EscalationsModule,
  ChartersModule,
  DataRequestsModule,
  DataSourcesModule,
  NetworksModule,
  CyclesModule,
  FactorsModule,
  PartnershipsModule,
  InviteeListsModule,
  MyWorkModule,
  NotificationsModule,
  PlansModule,
  PracticesModule,
  ThreadsModule,
  ImportsModule,
  ExportsModule,
  PlacesModule,
  PopulationsModule,
  AuditModule,
];

/** The whole server over a migrated database. */
@Module({})
export class AppModule {
  static over(settings: Settings, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [CoreModule.over(settings, databaseUrl), GraphqlApiModule, ...features],
      controllers: [HealthController, EventsController],
    };
  }
}

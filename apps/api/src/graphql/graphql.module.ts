import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';
import { ViewerService } from '../tenancy/viewer.service.ts';
import type { GraphqlContext } from '../tenancy/context.ts';
import { ExceptionsFilter } from './exception-filter.ts';
import { formatError } from './format-error.ts';
import { jitPlugin } from './jit-plugin.ts';
import { limits, withinLimits } from './limits.ts';
import { RequiresGuard } from './requires-guard.ts';

const header = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
};

/** Nest, Apollo Server and our rules for both. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [ViewerService, SETTINGS],
      useFactory: (viewers: ViewerService, settings: Settings): Omit<ApolloDriverConfig, 'driver'> => ({
        autoSchemaFile: true,
        sortSchema: true,
        path: '/graphql',
        introspection: !settings.production,
        hideSchemaDetailsFromClientErrors: settings.production,
        includeStacktraceInErrorResponses: false,
        graphiql: false,
        playground: false,
        csrfPrevention: true,
        validationRules: [withinLimits],
        parseOptions: { maxTokens: limits.tokens },
        formatError,
        plugins: [jitPlugin()],
        context: async (req: FastifyRequest, _reply: FastifyReply): Promise<GraphqlContext> => ({
          req,
          loaders: new Map(),
          ...(await viewers.callerOf(req.headers, header(req, 'x-partnership'))),
        }),
      }),
    }),
  ],
  providers: [
    { provide: APP_GUARD, useClass: RequiresGuard },
    { provide: APP_FILTER, useClass: ExceptionsFilter },
  ],
})
export class GraphqlApiModule {}

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
import { Unauthenticated } from '../kernel/errors.ts';
import { openToAnyone } from '../kernel/requires.ts';
import { stringify } from '../kernel/sent-as-read.ts';
import { asksOnlyFor, DocumentStore } from './documents.ts';
import { formatError } from './format-error.ts';
import { jitPlugin } from './jit-plugin.ts';
import { limits, withinLimits } from './limits.ts';
import { RequiresGuard } from './requires-guard.ts';

const header = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
};

/**
 * Before anything is parsed, validated, kept or compiled for them: who is not signed in asks only for what is open to
 * anybody. Answered as any other refusal is, with 200.
 * @throws Unauthenticated
 */
function refuseUnlessOpen({ body, query }: FastifyRequest): void {
  const request = (body ?? query) as { query?: unknown };
  if (asksOnlyFor(openToAnyone, request.query)) return;
  const refusal = new Unauthenticated();
  refusal.extensions['http'] = { status: 200 };
  throw refusal;
}

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
        documentStore: new DocumentStore(),
        plugins: [jitPlugin()],
        stringifyResult: stringify,
        context: async (req: FastifyRequest, _reply: FastifyReply): Promise<GraphqlContext> => {
          const caller = await viewers.callerOf(req.headers, header(req, 'x-partnership'));
          if (!caller.account) refuseUnlessOpen(req);
          return { req, loaders: new Map(), ...caller };
        },
      }),
    }),
  ],
  providers: [
    { provide: APP_GUARD, useClass: RequiresGuard },
    { provide: APP_FILTER, useClass: ExceptionsFilter },
  ],
})
export class GraphqlApiModule {}

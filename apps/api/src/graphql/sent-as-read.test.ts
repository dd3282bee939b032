import fc from 'fast-check';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type DocumentNode, execute, getNamedType, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertSeries } from '../database/series-sql.ts';
import { engines } from '../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { ChartDecision } from '../features/chart-decisions/chart-decision.entity.ts';
import { Place } from '../features/places/place.entity.ts';
import { Population } from '../features/populations/population.entity.ts';
import { ReadJson, stringify } from '../kernel/sent-as-read.ts';
import { Writes } from '../writes/writes.ts';
import { canBeSentAsRead } from './read-schema.ts';

const text = (each: unknown) => JSON.parse(JSON.stringify(each)) as unknown;

describe('an answer with JSON that was read', () => {
  it('is written as the same JSON parsed would be, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 4 }), fc.jsonValue(), (read, other) => {
        const texts = read.map((each) => JSON.stringify(each));
        const sent = { other, list: texts.map((each) => ({ each: new ReadJson(each) })), last: 'x' };
        expect(JSON.parse(stringify(sent))).toEqual(text({ other, list: read.map((each) => ({ each })), last: 'x' }));
      }),
    );
  });
});

describe.each(engines)('a field that is sent as read on %s', (engine) => {
  let world: World;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    world = await createWorld(engine);
    schema = world.app.get(GraphQLSchemaHost, { strict: false }).schema;
    const [place, everybody, group] = [uuidv7(), uuidv7(), uuidv7()];
    await world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
      void tx.insert(Place, { id: place, name: 'Harbor "old" town \\ é', kind: 'town', isHome: true });
      void tx.insert(Population, { id: everybody, name: 'All children' });
      void tx.insert(Population, { id: group, name: 'Dual language', dimension: 'language', group: 'dual' });
      for (const population of [everybody, group]) {
        await tx.rows(
          `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid')})
           INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator, hidden)
           SELECT $1, $2, $3, $4, make_date(1905 + n, 7, 1), make_date(1906 + n, 6, 30), 'reported', n / 7.0, n, 700, n = 3 FROM generate_series(1, 130) n`,
          [tx.partnershipId, world.ids.indicator, place, population],
        );
      }
      void tx.insert(ChartDecision, {
        id: uuidv7(),
        indicatorId: world.ids.indicator,
        placeId: place,
        populationId: everybody,
        kind: 'recalculation',
        periodStart: '2000-07-01',
        reason: 'A new way of counting',
        decidedByMemberId: world.dataManager.memberId,
      });
      return null;
    });
  });
  afterAll(() => world.close());

  const networkPage = (series: string) => `query ($id: Uuid!) { networkPage(id: $id) { id series { ${series} } } }`;
  const canBe = (query: string) => canBeSentAsRead(schema, parse(query));

  /** What graphql-js makes of the same document, which knows of nothing that is sent as read. */
  async function executeByGraphqlJs(document: DocumentNode): Promise<unknown> {
    const contextValue = { viewer: world.member, account: { id: world.member.accountId }, loaders: new Map() };
    const answer = await execute({ schema, document, contextValue, variableValues: { id: world.ids.network } });
    return text(answer);
  }

  /** Every field below `NetworkSeries` that takes no words of its own, as a query writes it. */
  const fieldsOf = (name: string): fc.Arbitrary<string> => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} has no fields`);
    const fields = Object.values(type.getFields()).filter((field) => !field.extensions['isWorkedOut']);
    return fc
      .shuffledSubarray(fields, { minLength: 1 })
      .chain((some) =>
        fc.tuple(
          ...some.map((field) => {
            const under = getNamedType(field.type);
            return isObjectType(under)
              ? fieldsOf(under.name).map((inner) => `${field.name} { ${inner} }`)
              : fc.constant(field.name);
          }),
        ),
      )
      .map((some) => some.join(' '));
  };

  it('says what the executor would say, in its order, whatever is selected', async () => {
    await fc.assert(
      fc.asyncProperty(fieldsOf('NetworkSeries'), async (series) => {
        const query = networkPage(series);
        expect(canBe(query)).toBe(true);
        const sent = await world.graphql(world.member, query, { id: world.ids.network });
        expect(JSON.stringify(sent)).toBe(JSON.stringify(await executeByGraphqlJs(parse(query))));
      }),
      { numRuns: 60 },
    );
  });

  it('is there: two series of the latest 120 periods, with a decision', async () => {
    const query = networkPage('series { totalPeriods starts decisions { at by } }');
    const { data } = await world.graphql(world.member, query, { id: world.ids.network });
    expect(data).toMatchObject({
      networkPage: { series: [{ series: { totalPeriods: 130, decisions: [{ by: 'dataManager' }] } }, { series: {} }] },
    });
  });

  it.each([
    ['a field under another name', 'name: indicatorName'],
    ['what the server works out', 'series { labels }'],
    ['a type', '__typename'],
    ['what may be left out', 'series { starts @skip(if: true) }'],
    ['a fragment that may be left out', '... on NetworkSeries @include(if: false) { isAim } unit'],
  ])('is executed where it is selected with %s', async (_name, series) => {
    const query = networkPage(series);
    expect(canBe(query)).toBe(false);
    const sent = await world.graphql(world.member, query, { id: world.ids.network });
    expect(sent).toEqual(await executeByGraphqlJs(parse(query)));
    expect(sent.errors).toBeUndefined();
  });

  it('is executed where it is named twice, and sent as read through fragments', async () => {
    const twice = `query ($id: Uuid!) { networkPage(id: $id) { series { unit } } networkPage(id: $id) { series { isAim } } }`;
    expect(canBe(twice)).toBe(false);
    expect(await world.graphql(world.member, twice, { id: world.ids.network })).toEqual(
      await executeByGraphqlJs(parse(twice)),
    );
    const fragments = `query ($id: Uuid!) { networkPage(id: $id) { ...P } } fragment P on NetworkPage { series { ...S } }
      fragment S on NetworkSeries { unit ... on NetworkSeries { series { values } } }`;
    expect(canBe(fragments)).toBe(true);
    expect(await world.graphql(world.member, fragments, { id: world.ids.network })).toEqual(
      await executeByGraphqlJs(parse(fragments)),
    );
  });

  it('is not there for another partnership', async () => {
    const answer = await world.graphql(world.outsider, networkPage('unit'), { id: world.ids.network });
    expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });
});

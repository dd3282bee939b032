import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { EditSeatInput, EndSeatInput, GiveSeatInput } from './seat.inputs.ts';
import { SeatService } from './seat.service.ts';
import { SeatingType, SeatType } from './seat.type.ts';

const optionalId = { type: () => Uuid, nullable: true };

@Resolver()
export class SeatResolver {
  constructor(@Inject(SeatService) private readonly seats: SeatService) {}

  @Requires('canReadPartnership')
  @Query(() => SeatingType, {
    description: 'Seats of a network or of a leadership table by name, and the chairs that are empty.',
  })
  seating(
    @Context() context: GraphqlContext,
    @Args('networkId', optionalId) networkId: string | null,
    @Args('tableId', optionalId) tableId: string | null,
    @Args('includeEnded', { type: () => Boolean, defaultValue: false }) includeEnded: boolean,
    @Args('first', { type: () => Int, defaultValue: 100 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<SeatingType> {
    const place = { networkId: networkId ?? null, tableId: tableId ?? null };
    return this.seats.seating(viewerOf(context), place, { includeEnded, first, after: after ?? null });
  }

  @Write(GiveSeatInput, () => SeatType, 'Give a member a seat at a network or at a leadership table.')
  giveSeat(viewer: Viewer, input: GiveSeatInput): Promise<SeatType> {
    return this.seats.give(viewer, input);
  }

  @Write(EditSeatInput, () => SeatType, "Change a seat's role, perspective or responsibilities.")
  editSeat(viewer: Viewer, input: EditSeatInput): Promise<SeatType> {
    return this.seats.edit(viewer, input);
  }

  @Write(EndSeatInput, () => SeatType, 'End a seat on a day.')
  endSeat(viewer: Viewer, input: EndSeatInput): Promise<SeatType> {
    return this.seats.end(viewer, input);
  }
}

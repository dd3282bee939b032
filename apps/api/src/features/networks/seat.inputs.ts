import { Field, InputType, Int } from '@nestjs/graphql';
import { type Perspective, perspectives, type SeatRole, seatRoles } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A seat for a member at a network or at a leadership table: name one of the two.' })
export class GiveSeatInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid, { nullable: true }) networkId?: string | null;
  @Field(() => Uuid, { nullable: true }) tableId?: string | null;
  @Field(() => Uuid) memberId!: string;
  @Field(() => Words.SeatRole) role!: SeatRole;
  @Field(() => Words.Perspective) perspective!: Perspective;
  @Field(() => String, { nullable: true }) responsibilities?: string | null;
  @Field(() => Day) fromOn!: string;
}

@InputType({ description: 'Changes to a seat; what is left out stays.' })
export class EditSeatInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => Words.SeatRole, { nullable: true }) role?: SeatRole | null;
  @Field(() => Words.Perspective, { nullable: true }) perspective?: Perspective | null;
  @Field(() => String, { nullable: true }) responsibilities?: string | null;
}

@InputType({ description: 'The seat is given up. It stays in the history.' })
export class EndSeatInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Day, { description: 'The last day on which it is held.' }) untilOn!: string;
}

export const giveSeat = z
  .object({
    id: text.id,
    networkId: text.id.nullish().transform((value) => value ?? null),
    tableId: text.id.nullish().transform((value) => value ?? null),
    memberId: text.id,
    role: z.enum(seatRoles),
    perspective: z.enum(perspectives),
    responsibilities: text.prose.nullish().transform((value) => value ?? ''),
    fromOn: text.day,
  })
  .refine((seat) => (seat.networkId === null) !== (seat.tableId === null), {
    path: ['networkId'],
    message: 'A seat is at a network or at a table: name one of them.',
  });

export const editSeat = z.object({
  role: z
    .enum(seatRoles)
    .nullish()
    .transform((value) => value ?? undefined),
  perspective: z
    .enum(perspectives)
    .nullish()
    .transform((value) => value ?? undefined),
  responsibilities: text.prose.nullish().transform((value) => value ?? undefined),
});

export const endSeat = z.object({ untilOn: text.day });

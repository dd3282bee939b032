import { Field, InputType, Int } from '@nestjs/graphql';
import { type MemberRole, memberRoles, type Sector, sectors } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new partner.' })
export class AddOrganizationInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.Sector) sector!: Sector;
}

@InputType({ description: 'Changes to an organization; what is left out stays.' })
export class EditOrganizationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => Words.Sector, { nullable: true }) sector?: Sector | null;
}

@InputType({ description: 'A new member. Who has an account with that e-mail is a member at once.' })
export class AddMemberInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) email!: string;
  @Field(() => Words.MemberRole) role!: MemberRole;
  @Field(() => Uuid, { nullable: true }) organizationId?: string | null;
}

@InputType({ description: 'Changes to a member; what is left out stays, `organizationId: null` takes it away.' })
export class EditMemberInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => Words.MemberRole, { nullable: true }) role?: MemberRole | null;
  @Field(() => Uuid, { nullable: true }) organizationId?: string | null;
}

@InputType({ description: 'Ends a membership. What the person wrote stays.' })
export class RetireMemberInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why; kept in the history.' }) reason!: string;
}

@InputType({ description: 'A new leadership table.' })
export class AddLeadershipTableInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) purpose?: string | null;
}

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

export const addOrganization = z.object({ id: text.id, name: text.line, sector: z.enum(sectors) });
export const editOrganization = z.object({ name: optional(text.line), sector: optional(z.enum(sectors)) });
export const addMember = z.object({
  id: text.id,
  name: text.line,
  email: z.string().trim().toLowerCase().pipe(z.email('Write an e-mail address, as name@example.org.')),
  role: z.enum(memberRoles),
  organizationId: text.id.nullish().transform((value) => value ?? null),
});
export const editMember = z.object({
  name: optional(text.line),
  role: optional(z.enum(memberRoles)),
  organizationId: text.id.nullish(),
});
export const retireMember = z.object({ reason: text.line });
export const addLeadershipTable = z.object({
  id: text.id,
  name: text.line,
  purpose: text.prose.nullish().transform((value) => value ?? ''),
});

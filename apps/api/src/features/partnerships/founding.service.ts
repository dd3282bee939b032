import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { Invalid } from '../../kernel/errors.ts';
import { because, parseInput } from '../../kernel/inputs.ts';
import { email, line, type RawOf, textLike } from '../../kernel/inputs/fields.ts';
import { schemaOf } from '../../kernel/inputs/part.ts';
import { Writes } from '../../writes/writes.ts';
import { Member } from './member.entity.ts';
import { Organization } from './organization.entity.ts';
import { partnershipFields } from './partnership.inputs.ts';

const foundingFields = {
  ...partnershipFields,
  slug: textLike(
    z
      .string()
      .refine((text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text), because(refusal('SLUG_LETTERS')))
      .max(60),
  ),
  backbone: line(),
};
const directorFields = {
  name: line(),
  email: email(),
  password: textLike(z.string()),
};
const founding = z.intersection(schemaOf(foundingFields, []), z.object({ director: schemaOf(directorFields, []) }));

type Founding = RawOf<typeof foundingFields> & { director: RawOf<typeof directorFields> };

/** How a partnership comes to be: on the command line and in the demo, never by a request. */
@Injectable()
export class FoundingService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(AccountsService) private readonly accounts: AccountsService,
  ) {}

  /** Creates a partnership, its backbone organization and its director; answers the director as a viewer. */
  async found(input: Founding): Promise<Viewer> {
    const values = parseInput(founding, input);
    const fault = this.accounts.passwordFault(values.director.password, values.director);
    if (fault) throw new Invalid({ 'director.password': fault });
    const account = await this.accounts.ensure(values.director);
    const partnershipId = uuidv7();
    const organizationId = uuidv7();
    const viewer: Viewer = {
      accountId: account.id,
      partnershipId,
      memberId: uuidv7(),
      role: 'director',
      organizationId,
      seats: [],
    };
    await this.writes.byItself(viewer, 'found', (tx) => {
      tx.write(
        'INSERT INTO partnership (id, slug, name, geographic_scope, time_zone, minimum_cell) VALUES ($1, $2, $3, $4, $5, $6)',
        [partnershipId, values.slug, values.name, values.geographicScope, values.timeZone, values.minimumCell],
      );
      tx.record('partnership', { id: partnershipId, version: 1 }, { verb: 'found' }, {}, { name: values.name });
      tx.insert(Organization, { id: organizationId, name: values.backbone, sector: 'backbone' });
      tx.insert(Member, {
        id: viewer.memberId,
        accountId: account.id,
        name: values.director.name,
        email: account.email,
        role: 'director',
        organizationId,
      });
    });
    return viewer;
  }
}

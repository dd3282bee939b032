import { Button } from '@mantine/core';
import type { InviteeFault } from '@throughline/domain/invitee-list';
import { memberRoles, perspectives, seatRoles } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OrganizationChoice, useOrganizations } from '../../shared/choices/rows-to-choose.tsx';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { idOfPlace, type ListRow, type ListWords, meaningOf, organizationsIn, textIn } from './list-rows.ts';
import type { Matches } from './operations.ts';
import classes from './invite-list.module.css';

interface InviteeRowProps {
  row: ListRow;
  fault: InviteeFault | null;
  words: ListWords;
  matches: Matches;
  onChange(changes: Partial<ListRow>): void;
  onRemove(): void;
}

/** One line: what it means, what is wrong with it, and the fields to correct it in place. */
export function InviteeRow({ row, fault, words, matches, onChange, onRemove }: InviteeRowProps) {
  const { t } = useTranslation(['invite-list', 'words']);
  // Stays open while it is corrected: it does not close under the fingers with the letter that makes it right.
  const [isOpen, setOpen] = useState(fault === 'email_missing' || fault === 'email_wrong' || fault === 'name_missing');
  const who = row.name || row.email || t('line', { number: Number(row.key) + 1 });
  const member = matches.members.find(({ email }) => email === row.email.trim().toLowerCase());
  return (
    <li className={classes['row']} data-fault={fault ?? undefined}>
      <div className={classes['what']}>
        <strong>{who}</strong>
        <span className={classes['quiet']}>{row.email}</span>
        <span>
          {t(`words:member_role.${row.role}`)}
          <OrganizationName row={row} words={words} matches={matches} />
        </span>
        <Seats row={row} words={words} matches={matches} />
        {fault ? (
          <span className={classes['fault']}>{t(`fault.${fault}`, { name: member?.name ?? '' })}</span>
        ) : (
          <>
            {row.isNameGuessed ? <span className={classes['quiet']}>{t('note.name_guessed')}</span> : null}
            {row.unreadRole ? (
              <span className={classes['quiet']}>{t('note.no_role', { word: row.unreadRole })}</span>
            ) : null}
          </>
        )}
      </div>
      <div className={classes['actions']}>
        <Button
          variant="subtle"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'done_of' : 'correct_of', { who })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'done' : 'correct')}
        </Button>
        <Button variant="subtle" aria-label={t('leave_out_of', { who })} onClick={onRemove}>
          {t('leave_out')}
        </Button>
      </div>
      {isOpen ? <RowFields row={row} fault={fault} words={words} matches={matches} onChange={onChange} /> : null}
    </li>
  );
}

type RowPartProps = Pick<InviteeRowProps, 'row' | 'words' | 'matches'>;

function OrganizationName({ row, words, matches }: RowPartProps) {
  const { t } = useTranslation(['invite-list', 'words']);
  const text = textIn(row.organization);
  const meaning = meaningOf(words, matches).organization(row.organization);
  if (row.organization === '' || meaning === 'none') return null;
  if (meaning?.startsWith('add:')) return ` · ${t('new', { name: text ?? '' })}`;
  if (meaning === undefined) return ` · ${t('unknown.name', { name: text ?? '' })}`;
  return <KnownOrganization id={meaning} />;
}

/** By the name that it has here, whatever the list calls it. */
function KnownOrganization({ id }: { id: string }) {
  const found = useOrganizations(id).options.find(({ value }) => value === id);
  return found ? ` · ${found.label}` : null;
}

function Seats({ row, words, matches }: RowPartProps) {
  const { t } = useTranslation(['invite-list', 'words']);
  const meaning = meaningOf(words, matches);
  const shown = row.seats.flatMap(({ place, role }) => {
    const id = meaning.place(place);
    if (id === 'none') return [];
    const found = matches.places.find((each) => idOfPlace(each) === id);
    const name = found?.name ?? t('unknown.name', { name: textIn(place) ?? '' });
    return [t('seat', { place: name, role: t(`words:seat_role.${role}`) })];
  });
  return shown.length > 0 ? <span>{shown.join('; ')}</span> : null;
}

interface RowFieldsProps extends RowPartProps {
  fault: InviteeFault | null;
  onChange(changes: Partial<ListRow>): void;
}

function RowFields({ row, fault, words, matches, onChange }: RowFieldsProps) {
  const { t } = useTranslation(['invite-list', 'words']);
  const meaning = meaningOf(words, matches);
  const seated = row.seats.map(({ place }) => meaning.place(place));
  const free = matches.places.filter((place) => !seated.includes(idOfPlace(place)));
  const texts = organizationsIn(words.rows).filter(
    (text) => !matches.organizations.some((organization) => organization.text === text),
  );
  const known = meaning.organization(row.organization);
  const text = textIn(row.organization);
  const organization = text !== undefined && !texts.includes(text) ? (known ?? '') : row.organization;
  return (
    <div className={classes['fields']}>
      <TextLine
        label={t('field.name')}
        value={row.name}
        error={fault === 'name_missing' ? t('fault.name_missing') : undefined}
        onChange={(name) => onChange({ name, isNameGuessed: false })}
        required
      />
      <TextLine
        label={t('field.email')}
        type="email"
        value={row.email}
        error={fault === 'email_wrong' || fault === 'email_missing' ? t(`fault.${fault}`) : undefined}
        onChange={(email) => onChange({ email })}
        required
      />
      <ChoiceField
        label={t('field.role')}
        value={row.role}
        options={memberRoles.map((value) => ({ value, label: t(`words:member_role.${value}`) }))}
        onChange={(value) => onChange({ role: value as ListRow['role'], unreadRole: '' })}
      />
      <div>
        <OrganizationChoice
          label={t('field.organization')}
          value={organization}
          more={[
            { value: '', label: t('unknown.no_organization') },
            ...texts.map((name) => ({ value: `text:${name}`, label: t('as_in_list', { name }) })),
          ]}
          onChange={(chosen) => onChange({ organization: chosen })}
        />
      </div>
      {row.seats.map(({ place, role }, at) => {
        const id = meaning.place(place);
        const name = matches.places.find((each) => idOfPlace(each) === id)?.name ?? textIn(place) ?? '';
        return (
          <div key={place} className={classes['seat']}>
            <ChoiceField
              label={t('field.seat', { place: name })}
              value={role}
              options={seatRoles.map((value) => ({ value, label: t(`words:seat_role.${value}`) }))}
              onChange={(value) =>
                onChange({
                  seats: row.seats.with(at, { place, role: value as ListRow['seats'][number]['role'] }),
                })
              }
            />
            <Button
              variant="subtle"
              aria-label={t('remove_seat_of', { place: name })}
              onClick={() => onChange({ seats: row.seats.filter((_seat, other) => other !== at) })}
            >
              {t('remove_seat')}
            </Button>
          </div>
        );
      })}
      {free.length > 0 ? (
        <ChoiceField
          label={t('field.add_seat')}
          value=""
          options={[
            { value: '', label: t('unknown.choose') },
            ...free.map((place) => ({ value: idOfPlace(place), label: place.name })),
          ]}
          onChange={(place) => onChange({ seats: [...row.seats, { place, role: 'member' }] })}
        />
      ) : null}
      {row.seats.length > 0 ? (
        <ChoiceField
          label={t('field.perspective')}
          value={row.perspective}
          options={perspectives.map((value) => ({ value, label: t(`words:perspective.${value}`) }))}
          onChange={(value) => onChange({ perspective: value as ListRow['perspective'] })}
        />
      ) : null}
    </div>
  );
}

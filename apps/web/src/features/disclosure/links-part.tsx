import { IndicatorField } from '../../shared/choices/rows-to-choose.tsx';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { measureLinkKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ProseField, SelectField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import type { DisclosedIndicator } from './disclosure-section.tsx';
import { LinkCostLines, useLinkCost } from './link-cost.tsx';
import { disclosureKinds, RelateIndicators, type ShownDisclosure, type ShownLink } from './operations.ts';
import classes from './disclosure.module.css';

interface LinksPartProps {
  indicator: DisclosedIndicator;
  disclosure: ShownDisclosure;
}

/** Indicators about the same people: which, why, and what a person makes of it. */
export function LinksPart({ indicator, disclosure: { links } }: LinksPartProps) {
  const { t } = useTranslation('disclosure');
  const [open, setOpen] = useState<'another' | ShownLink | null>(null);
  const linked = links.filter(({ isLinked }) => isLinked);
  const close = (): void => setOpen(null);
  return (
    <div className={classes['rules']}>
      <h3>{t('links.title')}</h3>
      <p className={classes['quiet']}>{t(linked.length > 0 ? 'links.lead' : 'links.none')}</p>
      {links.length > 0 ? (
        <ul>
          {links.map((link) => (
            <li key={link.id}>
              <LinkLine link={link} onChange={() => setOpen(link)} />
            </li>
          ))}
        </ul>
      ) : null}
      <div>
        <Button variant="default" onClick={() => setOpen('another')}>
          {t('links.add')}
        </Button>
      </div>
      {open === 'another' ? <AddLink indicator={indicator} links={links} onClose={close} /> : null}
      {open !== null && open !== 'another' ? <ChangeLink indicator={indicator} link={open} onClose={close} /> : null}
    </div>
  );
}

function LinkLine({ link, onChange }: { link: ShownLink; onChange(): void }) {
  const { t } = useTranslation(['disclosure', 'words']);
  const { otherId, otherName, kind, origin, isLinked, reason, decidedByName } = link;
  return (
    <>
      <Link href={`/indicators/${otherId}`}>{otherName}</Link>
      {': '}
      {isLinked ? t(`words:measure_link_kind.${kind}`) : t('links.unrelated')}
      {'. '}
      {origin === 'numbers'
        ? `${t('words:measure_link_origin.numbers')}.`
        : t('links.by', { name: decidedByName ?? '', reason })}{' '}
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={onChange}
        aria-label={`${t(isLinked ? 'links.unlink' : 'links.relink')}: ${otherName}`}
      >
        {t(isLinked ? 'links.unlink' : 'links.relink')}
      </Button>
    </>
  );
}

const blankReason = { reason: '' };

/** Says that two indicators are unrelated, or that they are about the same people after all. */
function ChangeLink({ indicator, link, onClose }: { indicator: DisclosedIndicator; link: ShownLink; onClose(): void }) {
  const { t } = useTranslation('disclosure');
  const verb = t(link.isLinked ? 'links.unlink' : 'links.relink');
  const form = useForm({
    key: `indicator-link:${link.id}:${link.isLinked ? 'unlink' : 'relink'}`,
    document: RelateIndicators,
    label: verb,
    touches: disclosureKinds,
    blank: blankReason,
    input: ({ reason }) => ({
      firstId: indicator.id,
      secondId: link.otherId,
      kind: link.kind,
      isLinked: !link.isLinked,
      reason,
    }),
  });
  const { waits, ...shown } = useLinkCost({
    firstId: indicator.id,
    secondId: link.otherId,
    kind: link.kind,
    isLinked: !link.isLinked,
  });
  return (
    <FormDialog form={form} title={`${verb}: ${link.otherName}`} save={verb} onClose={onClose} waits={waits}>
      <p style={{ margin: 0 }}>{t(link.isLinked ? 'links.unlink_means' : 'links.relink_means')}</p>
      <LinkCostLines {...shown} />
      <ProseField form={form} name="reason" label={t('links.why')} required />
    </FormDialog>
  );
}

interface AddLinkProps {
  indicator: DisclosedIndicator;
  links: readonly ShownLink[];
  onClose(): void;
}

const blankLink = { secondId: '', kind: 'people' as (typeof measureLinkKinds)[number], reason: '' };

function AddLink({ indicator, onClose }: AddLinkProps) {
  const { t } = useTranslation(['disclosure', 'words']);
  const form = useForm({
    key: `indicator-link-add:${indicator.id}`,
    document: RelateIndicators,
    label: t('links.add'),
    touches: disclosureKinds,
    blank: blankLink,
    input: (words) => ({ ...words, firstId: indicator.id, isLinked: true }),
  });
  const { secondId, kind: chosenKind } = form.value;
  const { waits, ...shown } = useLinkCost({ firstId: indicator.id, secondId, kind: chosenKind, isLinked: true });
  return (
    <FormDialog form={form} title={t('links.add')} save={t('links.save')} onClose={onClose} waits={waits}>
      <IndicatorField
        form={form}
        name="secondId"
        label={t('links.other')}
        none={t('links.choose')}
        except={indicator.id}
        required
      />
      <SelectField
        form={form}
        name="kind"
        label={t('links.how')}
        options={measureLinkKinds.map((kind) => ({ value: kind, label: t(`words:measure_link_kind.${kind}`) }))}
      />
      <LinkCostLines {...shown} />
      <ProseField form={form} name="reason" label={t('links.why')} required />
    </FormDialog>
  );
}

import { secondFactorVerbs, wayVerbs } from '@throughline/domain/audit-topics';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { AuditEntry } from './audit-operations.ts';

interface ReadableChange {
  field: string;
  label: string;
  before: string | null;
  after: string | null;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}-/i;

/** An entry in words: who did what to what, and the fields of it that have a word of their own. */
export function useReadableEntry(entry: AuditEntry): { sentence: string; changes: ReadableChange[] } {
  const { t, i18n } = useTranslation(['audit', 'words']);
  const format = useFormat();
  const { verb, kind, title } = entry;
  const value = (field: string, text: string | null): string | null => {
    if (text === null) return null;
    if (day.test(text)) return format.day(text);
    const list = field === 'role' ? `${kind}_role` : field;
    return /^[a-z_]+$/.test(text) ? t(`words:${list}.${text}` as never, { defaultValue: text }) : text;
  };
  const who = entry.memberName ?? (entry.isByLink ? t('by_link') : t('system'));
  const sentenceOf = (): string => {
    if (verb === 'sign_in') return t('sign_in', { who });
    if (verb === 'sign_in_failed') return t('sign_in_failed', { whom: title ?? t('kind.other') });
    const way = wayVerbs.find((one) => one === verb);
    if (way) return t(`way.${way}`, { who });
    const isOfSecondFactor = secondFactorVerbs.find((one) => one === verb);
    if (isOfSecondFactor) return t(isOfSecondFactor, { who, whom: title ?? t('kind.other') });
    const kindText = t(`kind.${kind}` as 'kind.other', { defaultValue: t('kind.other') });
    const thing = title ? t('named', { kind: kindText, title }) : kindText;
    return t('sentence', { who, verb: t(`verb.${verb}` as 'verb.other', { defaultValue: t('verb.other') }), thing });
  };
  const changes = entry.changes.flatMap(({ field, before, after }): ReadableChange[] => {
    if (!i18n.exists(`audit:field.${field}`) || uuid.test(before ?? '') || uuid.test(after ?? '')) return [];
    if (before === null && after === null) return [];
    return [
      { field, label: t(`field.${field}` as 'field.name'), before: value(field, before), after: value(field, after) },
    ];
  });
  return { sentence: sentenceOf(), changes };
}

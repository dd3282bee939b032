import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thisPage } from '../../shared/form/typed-texts.ts';
import { showField, useKeptDraft } from '../../shared/form/use-kept-draft.ts';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { useMe } from '../../shared/session/session.tsx';

interface Pasted {
  text: string;
  name: string;
}

const nothing: Pasted = { text: '', name: '' };

/** A table that was pasted and not uploaded yet: kept on this device as a form's draft is, until the server has it. */
export function usePasted() {
  const { t } = useTranslation('imports');
  const [pasted, setPasted] = useState(nothing);
  const [ready, setReady] = useState(false);
  const onFound = useCallback((_form: string, draft: { value: Pasted } | undefined) => {
    if (draft) setPasted(draft.value);
    setReady(true);
  }, []);
  const place = `${useMe().account.id}:${usePartnership().partnershipId}:import-paste`;
  const { keep } = useKeptDraft<Pasted>(place, onFound);
  useEffect(() => showField(place), [place]);
  const change = (value: Pasted) => {
    setPasted(value);
    const isEmpty = value.text === '' && value.name === '';
    const texts = [
      { label: t('paste.label'), text: value.text },
      { label: t('paste.name'), text: value.name },
    ].filter(({ text }) => text !== '');
    const draft = { value, base: { value: nothing, version: null } };
    keep(isEmpty ? undefined : draft, { label: t('paste.do'), ...thisPage(), texts });
  };
  return { ...pasted, ready, change, sent: () => keep(undefined) };
}

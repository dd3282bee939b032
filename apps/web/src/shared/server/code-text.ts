import type { Resources } from 'i18next';
import { useTranslation } from 'react-i18next';

/** What a text may name, by placeholder. */
type Params = Readonly<Record<string, unknown>>;

/**
 * The text of a code that the server sends as a string. A newer server may know more codes than this client:
 * `otherwise` then stands in its place. Keys that are written out in the code are checked by the compiler and need
 * only `t`.
 * @param waits false where a screen is shown before these texts are there: they are fetched meanwhile.
 */
export function useCodeText(
  namespace: keyof Resources,
  waits = true,
): (key: string, otherwise: string, params?: Params) => string {
  const { t, i18n } = useTranslation(namespace, { useSuspense: waits });
  return (key, otherwise, params = {}) =>
    i18n.exists(key, { ns: namespace, ...params })
      ? (t as (key: string, params: Params) => string)(key, params)
      : otherwise;
}

import { useMatches } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Namespace, TextKey, TextValue } from './catalogue.ts';

type TitleValues = Readonly<Record<string, TextValue>>;

interface Titled {
  readonly title: { readonly namespace: string; readonly key: string; readonly values?: ((data: unknown) => TitleValues) | undefined };
}

/**
 * A route's name in the browser's tab and for the first words a screen reader says: `export const handle = pageTitle('referrals', 'title.list')`.
 * `values` fills its placeholders from what the route's loader gave. Pages of families, students and shared screens get neutral names.
 */
export function pageTitle<N extends Namespace, Data = unknown>(namespace: N, key: TextKey<N>, values?: (data: Data) => TitleValues): Titled {
  return { title: { namespace, key, values: values && ((data) => values(data as Data)) } };
}

function isTitled(handle: unknown): handle is Titled {
  return typeof handle === 'object' && handle !== null && 'title' in handle;
}

/** The innermost titled page that is shown, in the reader's language; just "Hallway" where none is. */
export function usePageTitle(): string {
  const { t } = useTranslation();
  const match = useMatches().findLast(({ handle }) => isTitled(handle));
  if (!match || !isTitled(match.handle)) return t('brand', { ns: 'shell' });
  const { namespace, key, values } = match.handle.title;
  if (values && match.data === undefined) return t('brand', { ns: 'shell' }); // its loader failed: nothing to fill in
  return t('title.page', { ns: 'shell', page: t(key, { ns: namespace, ...values?.(match.data) }) });
}

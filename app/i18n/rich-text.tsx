import type { ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Namespace, TextKey, TextValue } from './catalogue.ts';

interface RichTextProps<N extends Namespace> {
  from: N;
  k: TextKey<N>;
  values?: Readonly<Record<string, TextValue>>;
  /** Elements for the tags in the text: `<b>` needs none, `<link>…</link>` takes `parts={{ link: <Link to=… /> }}`. */
  parts?: Readonly<Record<string, ReactElement>>;
}

/** A text with emphasis or a link inside it, so that a sentence stays one sentence for its translator. */
export function RichText<N extends Namespace>({ from, k, values, parts }: RichTextProps<N>) {
  const { t, i18n } = useTranslation(from as string);
  return <Trans i18n={i18n} t={t} ns={from as string} i18nKey={k as string} {...(values && { values })} components={{ b: <b />, ...parts }} />;
}

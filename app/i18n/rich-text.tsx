import { cloneElement, Fragment, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namespace, TextKey } from './catalogue.ts';

interface RichTextProps<N extends Namespace> {
  from: N;
  k: TextKey<N>;
  /** Fills the placeholders; elements (a `TimeText`) as well as words. What is filled in is never read as a tag. */
  values?: Readonly<Record<string, ReactNode>>;
  /** The element for each tag in the text: `<link>here</link>` takes `parts={{ link: <Link to=… /> }}`. `<b>` needs none. */
  parts?: Readonly<Record<string, ReactElement>>;
}

/** A text with emphasis, a link or a time inside it, so that a sentence stays one sentence for its translator. */
export function RichText<N extends Namespace>({ from, k, values = {}, parts = {} }: RichTextProps<N>) {
  const { t } = useTranslation(from as string);
  const { count } = values;
  const source = t(k as string, { skipInterpolation: true, ...(typeof count === 'number' && { count }) });
  return <>{filled(source, values, { b: <b />, ...parts })}</>;
}

/** Splits a text at its tags, then each piece at its placeholders. */
function filled(source: string, values: Readonly<Record<string, ReactNode>>, parts: Readonly<Record<string, ReactElement>>): ReactNode[] {
  return source.split(/(<([\w-]+)>.*?<\/\2>)/).flatMap((piece, n, pieces) => {
    if (n % 3 === 2) return []; // the tag's name, which split() hands out too
    const tagged = n % 3 === 1 ? parts[pieces[n + 1] ?? ''] : undefined;
    if (tagged) return [cloneElement(tagged, { key: n }, ...filled(piece.replace(/^<[\w-]+>|<\/[\w-]+>$/g, ''), values, parts))];
    return piece.split(/\{\{(\w+)\}\}/).map((part, at) => <Fragment key={`${n}.${at}`}>{at % 2 === 1 ? values[part] : part}</Fragment>);
  });
}

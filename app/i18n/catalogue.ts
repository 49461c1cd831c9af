import type { en } from './en.ts';

/**
 * A catalogue is flat: one key, one text, keys may hold dots (`'state.offered'`) but never nest. English is the original: the type of every
 * other language follows from it, so a missing key does not compile. Placeholders are `{{name}}`; a text that depends on a number has one
 * entry per plural form (`waiting_one`, `waiting_other`) and is asked for as `waiting` with `count`.
 */
export type Translation<Original> = { readonly [Key in keyof Original]: string };

export type Catalogues = typeof en;

/** One namespace a domain, named as its folder. */
export type Namespace = keyof Catalogues & string;

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPluralForm<Key extends string> = Key extends `${infer Base}_${PluralForm}` ? Base : Key;

/** What may be asked for in a namespace: its keys, with the plural forms of one text under one name. */
export type TextKey<N extends Namespace> = WithoutPluralForm<keyof Catalogues[N] & string>;

type Placeholders<Source> = Source extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type SourceOf<N extends Namespace, Key extends string> = Catalogues[N][Extract<keyof Catalogues[N], Key | `${Key}_${PluralForm}`>];

export type TextValue = string | number;

/** The values a text needs: none when it has no placeholder, else every one of them. */
export type TextValues<N extends Namespace, Key extends string> =
  [Placeholders<SourceOf<N, Key>>] extends [never]
    ? [values?: Readonly<Record<string, TextValue>>]
    : [values: Readonly<Record<Placeholders<SourceOf<N, Key>>, TextValue>>];

/** Looks a text of one namespace up, in the language of whoever reads it. */
export type Text<N extends Namespace> = <Key extends TextKey<N>>(key: Key, ...values: TextValues<N, Key>) => string;

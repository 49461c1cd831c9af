import type { Purpose } from '../purposes.ts';

/**
 * The words of one consent document in one language. `title` is the choice itself, `summary` what stands beside it, `body` the full text in
 * plain markup (see `plain-text.ts`). Names stand in braces (see `fill-names.ts`).
 */
export type DocumentText = Readonly<{ title: string; summary: string; body: string }>;

/** All four in one language. */
export type DocumentTexts = Readonly<Record<Purpose, DocumentText>>;

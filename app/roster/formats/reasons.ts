/** Why a whole roster was refused: nothing of it is kept. */
export type SetRefusal =
  | 'nothing-here'
  | 'format-unknown'
  | 'delta-not-read'
  | 'file-missing'
  | 'file-twice'
  | 'file-empty'
  | 'column-missing'
  | 'truncated'
  | 'quote-astray'
  | 'row-too-long'
  | 'references-missing'
  | 'zip-broken'
  | 'zip-encrypted'
  | 'zip-unsafe-name'
  | 'zip-too-many-files'
  | 'zip-too-large'
  | 'zip-folders'
  | 'made-up-not-said'
  | 'source-taken'
  | 'stopped';

/** Why one row, and what hangs on it, was left out. */
export type RowRefusal =
  | 'too-few-fields'
  | 'too-many-fields'
  | 'id-missing'
  | 'text-too-long'
  | 'control-character'
  | 'name-missing'
  | 'organisation-kind-unknown'
  | 'date-unreadable'
  | 'date-missing'
  | 'ends-before-it-begins'
  | 'role-missing'
  | 'reference-missing'
  | 'to-be-deleted'
  | 'not-active'
  | 'seen-before'
  | 'unknown-organisation'
  | 'unknown-person'
  | 'unknown-class'
  | 'no-role-here';

/** What was kept, although not everything about it could be. */
export type Note =
  | 'unknown-term'
  | 'unknown-course'
  | 'unknown-parent'
  | 'unknown-role'
  | 'unknown-organisation-dropped'
  | 'birth-date-unreadable'
  | 'email-unreadable'
  | 'agent-not-guardian'
  | 'guardian-of-nobody'
  | 'address-kept'
  | 'term-outside-school-year'
  | 'file-never-read'
  | 'file-not-read'
  | 'file-not-in-manifest'
  | 'manifest-missing'
  | 'read-as-windows-1252'
  | 'not-in-this-file';

/** Where the reader says it: the file's name as it was given, and the line on which the row begins (the header is line 1). */
export interface Place {
  file: string | null;
  line: number | null;
}

export interface WholeRefusal extends Place {
  ok: false;
  reason: SetRefusal;
  /** The name of a missing column or file, never a value out of a row. */
  detail: string | null;
}

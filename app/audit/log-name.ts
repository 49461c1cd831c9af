/** The two logs that one chain of seals covers: who did and saw what, and what was given to another organisation. */
export type LogName = 'audit_entry' | 'disclosure';

export const LOG_NAMES = ['audit_entry', 'disclosure'] as const satisfies readonly LogName[];

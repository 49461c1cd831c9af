import type { RowFormat } from './canonical-row.ts';
import type { LogName } from './log-name.ts';

/** What the writer of each log vouches for. `era`, `xid` and `at` are the database's own and are covered by the seals instead. */
export const LOG_FORMATS: Record<LogName, RowFormat> = {
  audit_entry: { table: 'audit_entry', version: 1, fields: [['partnership_id', 'uuid'], ['id', 'uuid'], ['body', 'json']] },
  disclosure: {
    table: 'disclosure',
    version: 1,
    fields: [
      ['partnership_id', 'uuid'],
      ['id', 'uuid'],
      ['student_id', 'uuid'],
      ['from_organisation_id', 'uuid'],
      ['to_organisation_id', 'uuid'],
      ['to_person_id', 'uuid'],
      ['what', 'text'],
      ['purpose', 'text'],
      ['basis', 'text'],
      ['consent_id', 'uuid'],
      ['by_person', 'uuid'],
    ],
  },
};

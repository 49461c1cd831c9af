import type { Text } from '../i18n/catalogue.ts';
import { isAuditAction } from './audit-actions.ts';
import { isCapacity, nameless } from './capacity.ts';
import { isDisclosed } from './disclosed.ts';
import type { TrailEntry } from './trail.server.ts';

/** The headings of the exported trail, in the order of {@link trailLine}. */
export function trailHeadings(say: Text<'audit'>): string[] {
  return [say('export.moment'), say('column.who'), say('export.capacity'), say('export.organisation'), say('column.what'), say('export.more'), say('column.student'), say('export.sealed'), say('export.id')];
}

/** One entry as the cells of a line, in the reader's words; its time as ISO 8601 in UTC, which sorts and which no clock change makes doubtful. */
export function trailLine(entry: TrailEntry, say: Text<'audit'>): string[] {
  const { action, actorKind, disclosed, writtenTo, count } = entry;
  const more = [
    writtenTo !== null && say('message.to', { name: writtenTo }),
    disclosed && isDisclosed(disclosed.what) && say('disclosed', { what: say(`what.${disclosed.what}`), organisation: disclosed.to }),
    entry.studentName === null && count !== null && say('student.count', { count }),
  ].filter((part) => typeof part === 'string');
  return [
    entry.clock, entry.actorName ?? say(`who.${nameless(actorKind)}`), isCapacity(actorKind) ? say(`as.${actorKind}`) : '', entry.organisation ?? '',
    isAuditAction(action) ? say(`action.${action}`) : action, more.join('; '), entry.studentName ?? '', say(entry.sealed ? 'export.yes' : 'export.no'), entry.id,
  ];
}

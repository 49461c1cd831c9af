import type { Text } from '../i18n/catalogue.ts';
import type { DayCell } from './term-weeks.ts';

/** What a date is, in words: "Holiday: Thanksgiving", "Early release", "A". A school day of a kind that is not named as itself says the kind. */
export function dayText(cell: DayCell, t: Text<'schoolTime'>): string {
  const named = (words: string) => (cell.label === '' || cell.label === words ? words : `${words}: ${cell.label}`);
  if (cell.is === 'closed') return named(t(`closed.${cell.closedFor}`));
  if (cell.is === 'day') return named(cell.name);
  return cell.is === 'unknown' ? named(t('day.unknown', { name: cell.name })) : t('day.none');
}

/** How a date looks: which of the calendar's colours and edges. The words say the same. */
export function dayLook(cell: DayCell): 'closed' | 'special' | 'unknown' | 'turn' | 'usual' | 'none' {
  if (cell.is === 'closed' || cell.is === 'unknown') return cell.is;
  if (cell.is !== 'day') return 'none';
  if (cell.kind !== 'regular') return 'special';
  return cell.turn ? 'turn' : 'usual';
}

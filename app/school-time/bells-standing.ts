/** How a bell schedule stands on a date: it holds, is still to come, or is over. */
export function bellsStanding({ fromDate, untilDate }: { fromDate: string; untilDate: string | null }, today: string): 'ahead' | 'in-force' | 'over' {
  if (today < fromDate) return 'ahead';
  return untilDate === null || today < untilDate ? 'in-force' : 'over';
}

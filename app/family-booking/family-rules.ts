/** What guardians may do themselves with their children's visits. Taking one back they always may. */
export type FamilyRules = {
  readonly booksAtHome: boolean;
  readonly movesAtHome: boolean;
  readonly movesAtSchool: boolean;
  /** So many hours before a visit a family books or moves it themselves. */
  readonly noticeHours: number;
  /** So often one visit is moved by its family. */
  readonly movesAtMost: number;
};

/** What of a visit counts here; instants in epoch milliseconds. */
export type FamilyVisit = { readonly place: 'school' | 'home'; readonly startMs: number; readonly movedByFamily: number };

const HOUR_MS = 3_600_000;

/** The earliest start that a family can take now. */
export function earliestForFamily(rules: FamilyRules, nowMs: number): number {
  return nowMs + rules.noticeHours * HOUR_MS;
}

/** Why a family cannot move that visit themselves, if it cannot. The database keeps the same (`a_family_keeps_to_its_rules`). */
export function whyNotMoved(rules: FamilyRules, visit: FamilyVisit, nowMs: number): 'family-may-not' | 'family-too-late' | 'family-so-often' | null {
  if (!(visit.place === 'home' ? rules.movesAtHome : rules.movesAtSchool)) return 'family-may-not';
  if (visit.startMs < earliestForFamily(rules, nowMs)) return 'family-too-late';
  return visit.movedByFamily >= rules.movesAtMost ? 'family-so-often' : null;
}

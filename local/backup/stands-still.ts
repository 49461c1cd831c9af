/** Says, each time it is told how far something has come, whether that has been the same for so long. `nowMs`: of a clock that only goes forward. */
export function standsStill(patienceMs: number): (at: string | null, nowMs: number) => boolean {
  let last: { at: string | null; sinceMs: number } | null = null;
  return (at, nowMs) => {
    if (last === null || last.at !== at) last = { at, sinceMs: nowMs };
    return nowMs - last.sinceMs >= patienceMs;
  };
}

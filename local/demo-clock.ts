import postgres from 'postgres';

/**
 * Moves the clock of a demo or test database by so many seconds from real time (0 puts it right again). The database itself refuses this for any other.
 *
 * @param ownerUrl only the owner may do it: the web process never can.
 */
export async function moveClock(ownerUrl: string, offsetSeconds: number): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
  try {
    await sql`call upkeep.set_clock(make_interval(secs => ${offsetSeconds}))`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

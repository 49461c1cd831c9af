/** What `npm run bench -- NAME` measures; each gives its exit code. */
const benches: Record<string, (args: string[]) => Promise<number>> = {
  slots: async (args) => (await import('./slots/slots.ts')).benchSlots(args),
  'one-student': async () => (await import('./slots/one-student.ts')).benchOneStudent(),
  booking: async (args) => (await import('./booking/booking.ts')).benchBooking(args),
  growth: async () => (await import('./slots/growth.ts')).benchGrowth(),
};

/** Runs the benches asked for, or all of them. */
export async function bench([name, ...args]: string[]): Promise<number> {
  if (name !== undefined) {
    const one = benches[name];
    if (one) return one(args);
    process.stderr.write(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}.\n`);
    return 2;
  }
  let code = 0;
  // What slots asks at its end is not asked twice.
  for (const [, one] of Object.entries(benches).filter(([each]) => each !== 'one-student')) code = Math.max(code, await one([]));
  return code;
}

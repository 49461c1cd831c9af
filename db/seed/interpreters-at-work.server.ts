import { addInterpreter, keepInterpreterHours } from '../../app/interpreters/keep-interpreter.server.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Database } from '../connect.server.ts';
import { demoZone } from './demo-calendar.ts';
import { minute } from './minute.ts';

const interpreters = [
  { givenName: 'Bao', familyName: 'Vuong', language: 'vi', weekdays: [1, 2, 3, 4, 5], from: '08:30', until: '14:30' },
  { givenName: 'Teresa', familyName: 'Galindo', language: 'es', weekdays: [1, 3, 5], from: '12:00', until: '20:00' },
] as const;

/** Two people interpret for the partnership, each in hours of their own. */
export async function addInterpreters(db: Database, coordinator: Actor): Promise<void> {
  await asActor(db, coordinator, 'interpreter.change', async (tx) => {
    for (const { givenName, familyName, language, weekdays, from, until } of interpreters) {
      const email = `${givenName}.${familyName}@example.org`.toLowerCase();
      const id = await addInterpreter(tx, { givenName, familyName, email, phone: null, languages: [language] }, true);
      await keepInterpreterHours(tx, id, demoZone, weekdays.map((weekday) => ({ weekday, startMinute: minute(from), endMinute: minute(until) })));
    }
  });
}

import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { unreadableToSend } from '../school-time/calendar-import-form.ts';
import { action } from './calendar.import.tsx';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });
const p = await testPartnership(t);
const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.coordinator, way: 'demo', membershipId: p.id.coordinatorMembership, role: 'coordinator' })).getSetCookie();
const sent = async (form: Record<string, string>) => {
  const answer = await action({ request: browserRequest(`/calendar/import?school=${p.id.school}`, { cookies, form }), context: serving.context(), params: {} });
  return 'data' in answer ? answer.data : ('saved' as const);
};
const line = { 'lines[0].from': '2026-12-01', 'lines[0].last': '2026-12-01', 'lines[0].label': 'Snow', 'lines[0].what': 'closed:weather' };

test('what of a file could not be read stays in sight from look to look, and after a mistake', async () => {
  const unreadable = [{ reason: 'no-start' as const, summary: 'Picture day', date: null }];
  expect(await sent({ ...line, unreadable: unreadableToSend(unreadable) })).toMatchObject({ unreadable });
  expect(await sent({ ...line, 'lines[0].last': 'soon', unreadable: unreadableToSend(unreadable) })).toMatchObject({ unreadable });
  expect(await sent({ ...line, unreadable: '[{"reason":"x"}]' })).toMatchObject({ unreadable: [] });
});

test('an appointment that was booked after the look is shown before anything is saved', async () => {
  const looked = await sent(line);
  const s = await studentInCare(t, p);
  await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
  const again = await sent({ ...line, save: 'yes', seen: looked === 'saved' ? '' : looked.seen ?? '' });
  expect(again).toMatchObject({ effect: { mustMove: [{ why: 'no-school' }] } });
  expect(await sent({ ...line, save: 'yes', seen: again === 'saved' ? '' : again.seen ?? '' })).toBe('saved');
});

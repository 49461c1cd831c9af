import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { action } from './bells.import.tsx';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });
const p = await testPartnership(t);
const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.coordinator, way: 'demo', membershipId: p.id.coordinatorMembership, role: 'coordinator' })).getSetCookie();
const file = { schedules: '* regular # Regular\n8:00 Period 1\n9:00 Free', calendar: '* Default Week\nTue regular', meta: '' };
const sent = async (form: Record<string, string>) => {
  const answer = await action({ request: browserRequest(`/bells/import?school=${p.id.school}`, { cookies, form }), context: serving.context(), params: {} });
  if (!('data' in answer)) throw new Error('saved');
  return answer;
};

test('a form that cannot be taken keeps the files and what was typed, and says what is wrong', async () => {
  const { data, init } = await sent({ ...file, name: '', fromDate: '2027-02-01', lastDay: '2027-06-11', save: 'yes' });
  expect(init?.status).toBe(400);
  expect(data).toMatchObject({ wrong: null, look: { toImport: { ...file, fromDate: '2027-02-01' } }, result: { initialValue: { lastDay: '2027-06-11' }, error: { name: ['required'] } } });
  expect((await sent({ ...file, name: 'Spring', fromDate: 'soon' })).data).toMatchObject({ look: { toImport: file }, result: { initialValue: { name: 'Spring' }, error: { fromDate: ['date'] } } });
});

test('a form without files asks for them', async () => {
  expect((await sent({ name: 'Spring', fromDate: '2027-02-01' })).data).toMatchObject({ wrong: 'nothing-chosen', look: null });
});

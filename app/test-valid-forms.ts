import type { access } from './routes/access.ts';
import { safetyQuestions } from './safety/safety-questions.ts';

/** A day's field names without hours, and with a morning. */
const week = (under: string, from = '', until = ''): Record<string, string> =>
  Object.fromEntries([0, 1, 2, 3, 4, 5, 6].flatMap((day) => [[`${under}days[${day}].lines[0].from`, day < 5 ? from : ''], [`${under}days[${day}].lines[0].until`, day < 5 ? until : '']]));
const key = 'the-form-s-own-key';
const guardian = { relationship: 'mother', decisionRight: 'on', accessRight: 'on', language: 'es', channels: 'email', email: 'rosa@example.org' };
const room = { name: 'Room 9', seats: '2', ...week('', '08:00', '15:00') };
const bells = { name: 'Spring', fromDate: '2027-08-20', lastDay: '2028-06-01', 'dayTypes[0].name': 'Regular', 'dayTypes[0].weekdays': '1', 'dayTypes[0].periods[0].name': 'P1', 'dayTypes[0].periods[0].from': '08:00', 'dayTypes[0].periods[0].until': '08:50' };
const startGate = { present: 'Alone', where: 'Room', state: 'OH', adult: 'Next door', callBack: '614 555 0142', private: 'on' };

/** What each form that carries an id sends besides, filled in rightly; so that what a foreign id is answered is about the id. Nothing here: a button. */
export const validForms: { readonly [Path in keyof typeof access]?: Readonly<Record<string, string>> } = {
  '/family/appointments/:appointmentId/cancellation': { key },
  '/family/children/:studentId/sitting-in': { places: 'school' },
  '/interpreters/:interpreterId': { zone: 'America/New_York', ...week('', '08:00', '15:00') },
  '/interpreters/:interpreterId/languages': { languages: 'vi' },
  '/interpreters/:interpreterId/away': { fromDate: '2027-08-02', lastDate: '2027-08-09' },
  '/interpreters/:interpreterId/end': { fromDate: '2027-09-01' },
  '/referrals/:referralId/interpreter': { language: 'none' },
  '/students/:studentId/sitting-in': { 'guardians[0].places': 'school' },
  '/family/children/:studentId/times': week('', '17:00', '19:00'),
  '/family/children/:studentId/booking': { startMs: '1764799200000', key },
  '/family/children/:studentId/booking/confirmation': { key },
  '/booking-rules/families': { booksAtHome: 'on', noticeHours: '24', movesAtMost: '2' },
  '/family/appointments/:appointmentId/move': { startMs: '1764799200000', sequence: '0', key },
  '/referrals/new': { key, ...Object.fromEntries(safetyQuestions.map((question) => [`safety.${question}`, 'no'])), concern: 'worries', why: 'Stomach aches', urgency: 'soon', language: 'es', place: 'school', reach: 'email' },
  '/referrals/:referralId/triage': { key, urgency: 'soon' },
  '/referrals/:referralId/invitations': { key },
  '/referrals/:referralId/invitations/:requestId/reminder': { key },
  '/referrals/:referralId/closure': { outcome: 'withdrawn' },
  '/safety/new': { key, words: 'Said something that frightened me' },
  '/safety/:eventId': { done: 'Called the family' },
  '/emergency/reviews/:accessId': { outcome: 'appropriate', words: 'The school asked for it' },
  '/rooms/new': room,
  '/rooms/:roomId': room,
  '/rooms/:roomId/uses/new': { key, kind: 'meeting', date: '2026-12-09', from: '14:00', until: '14:30', repeat: 'once' },
  '/rooms/:roomId/out-of-order': { fromDate: '2027-06-10', reason: 'heat' },
  '/room-uses/:useId': { key, kind: 'meeting', date: '2026-12-09', from: '15:00', until: '15:20', which: 'one' },
  '/room-uses/:useId/release': { which: 'one' },
  '/bells/new': bells,
  '/bells/import': { schedules: '* a # A\n8:00 {P1}\n9:00 Free', calendar: 'Mon a', name: 'Spring', fromDate: '2027-08-20' },
  '/bells/:bellsId': bells,
  '/calendar/import': { 'lines[0].from': '2027-05-03', 'lines[0].last': '2027-05-03', 'lines[0].what': 'closed:holiday', 'lines[0].label': 'Holiday' },
  '/calendar/days': { from: '2027-05-03', what: 'closed:holiday' },
  '/students/:studentId/home': { state: 'OH', zone: 'America/New_York', ...week('guardians[0].', '17:00', '19:00') },
  '/referrals/:referralId/booking': { key, startMs: String(Date.parse('2026-12-08T14:05:00Z')) },
  '/referrals/:referralId/booking/confirmation': { key },
  '/appointments/:appointmentId/absence': { key },
  '/appointments/:appointmentId/move': { key, startMs: '1796130600000' },
  '/appointments/:appointmentId/cancellation': { key, because: 'student_ill' },
  '/students/:studentId/timetable': { term: '2026-08-24', 'lines[0].periodName': 'Period 6', 'lines[0].protected': 'on' },
  '/students/:studentId/name': { name: 'Max', seenBy: 'school' },
  '/students/:studentId/guardians/new': { givenName: 'Rosa', familyName: 'Other', madeUp: 'on', ...guardian },
  '/students/:studentId/guardians/:guardianshipId': guardian,
  '/organisations': { kind: 'school', name: 'Elm Street' },
  '/organisations/:organisationId': { name: 'Elm Street' },
  '/school-years/:yearId': { title: '2026–27', firstDay: '2026-08-24', lastDay: '2027-06-11' },
  '/schools/:schoolId/school-years/:yearId': { 'terms[0].title': 'Fall', 'terms[0].firstDay': '2026-08-24', 'terms[0].lastDay': '2026-12-18' },
  '/schools/:schoolId': { state: 'OH', zone: 'America/New_York' },
  '/recoveries/:recoveryId': { answer: 'declined' },
  '/staff/:membershipId/address': { email: 'new.address@example.org' },
  '/therapists/:membershipId/address': { email: 'new.address@example.org' },
  '/staff': { role: 'counselor' },
  '/therapists/:membershipId/licenses': { state: 'OH', kind: 'counselor', number: 'C.77', from: '2027-04-01', lastDay: '2029-03-31' },
  '/offers/:offerId/decline': { because: 'no_time' },
  '/visits/:appointmentId/start-gate': startGate,
  '/visits/:appointmentId/pass': { device: '6b1f8d6e-9d5c-4a39-8f1e-2f6a43a3f0a1', takeOver: 'no' },
};

import { accounting } from './en/accounting.ts';
import { audit } from './en/audit.ts';
import { caseload } from './en/caseload.ts';
import { consent } from './en/consent.ts';
import { emergency } from './en/emergency.ts';
import { familyBooking } from './en/family-booking.ts';
import { hallway } from './en/hallway.ts';
import { http } from './en/http.ts';
import { identity } from './en/identity.ts';
import { interpreters } from './en/interpreters.ts';
import { matching } from './en/matching.ts';
import { messages } from './en/messages.ts';
import { partnership } from './en/partnership.ts';
import { permissions } from './en/permissions.ts';
import { referrals } from './en/referrals.ts';
import { rooms } from './en/rooms.ts';
import { roster } from './en/roster.ts';
import { rosterImport } from './en/roster-import.ts';
import { safety } from './en/safety.ts';
import { scheduling } from './en/scheduling.ts';
import { schoolTime } from './en/school-time.ts';
import { sessions } from './en/sessions.ts';
import { shell } from './en/shell.ts';
import { therapistTime } from './en/therapist-time.ts';
import { today } from './en/today.ts';
import { ui } from './en/ui.ts';
import { visits } from './en/visits.ts';
import { waysIn } from './en/ways-in.ts';

/** All of Hallway in English, by namespace: the original that every other language follows. */
export const en = {
  accounting, audit, caseload, consent, emergency, familyBooking, hallway, http, identity, interpreters, matching, messages, partnership, permissions, referrals, rooms, roster, rosterImport, safety, scheduling, schoolTime, sessions, shell, therapistTime, today, ui, visits, waysIn,
} as const;

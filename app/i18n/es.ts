import type { Translation } from './catalogue.ts';
import type { en } from './en.ts';
import { accounting } from './es/accounting.ts';
import { audit } from './es/audit.ts';
import { caseload } from './es/caseload.ts';
import { consent } from './es/consent.ts';
import { emergency } from './es/emergency.ts';
import { familyBooking } from './es/family-booking.ts';
import { hallway } from './es/hallway.ts';
import { http } from './es/http.ts';
import { identity } from './es/identity.ts';
import { interpreters } from './es/interpreters.ts';
import { matching } from './es/matching.ts';
import { messages } from './es/messages.ts';
import { partnership } from './es/partnership.ts';
import { permissions } from './es/permissions.ts';
import { referrals } from './es/referrals.ts';
import { rooms } from './es/rooms.ts';
import { roster } from './es/roster.ts';
import { rosterImport } from './es/roster-import.ts';
import { safety } from './es/safety.ts';
import { scheduling } from './es/scheduling.ts';
import { schoolTime } from './es/school-time.ts';
import { sessions } from './es/sessions.ts';
import { shell } from './es/shell.ts';
import { therapistTime } from './es/therapist-time.ts';
import { today } from './es/today.ts';
import { ui } from './es/ui.ts';
import { visits } from './es/visits.ts';
import { waysIn } from './es/ways-in.ts';

/** All of Hallway in Spanish, by namespace. */
export const es = {
  accounting, audit, caseload, consent, emergency, familyBooking, hallway, http, identity, interpreters, matching, messages, partnership, permissions, referrals, rooms, roster, rosterImport, safety, scheduling, schoolTime, sessions, shell, therapistTime, today, ui, visits, waysIn,
} as const satisfies { [N in keyof typeof en]: Translation<(typeof en)[N]> };

import type { DocumentText } from '../document.ts';

/** The school's education record to the agency. Names records, purpose and parties; signature and date come with it (34 CFR 99.30(b)). */
export const releaseToAgency: DocumentText = {
  title: '{school} tells {agencies} about {student}',
  summary: 'Who {student} is, why the school asked, the timetable, and how to reach you. Nothing else.',
  body: `## What this is
School records are protected by a federal law, the Family Educational Rights and Privacy Act (FERPA). The school needs your signed permission before it gives them to someone outside the school.

## Who tells whom
{school} tells {agencies}. Until a therapist has said yes to working with {student}, therapists see age, concern and language only, and no name.

## What is told
- {student}’s name, birth date, grade and school
- why the school asked for support: the concern, what the school wrote about it, what it has tried, and the safety questions it asked
- the language your family speaks, and what you asked for
- the timetable, as far as it is needed to find a time
- your name and how to reach you

Not told: grades, test results, discipline records, special education records, health records of the school nurse.

## What it is for
To find the right therapist for {student}, to begin well, and to find times that cost as little class as possible. {agencies} may use it for this only and may not pass it on to others without your permission, unless the law demands it.

## Your rights
- You can ask {school} for a copy of what was told. Each time something is told, it is written down, and you can ask to see that list.
- You decide freely. If you say no, nothing changes for {student} at school. But the support cannot begin, because the therapist would know nothing.
- You can stop any day. Open this page again, sign in to Hallway, or tell {counselor}. From that moment on nothing more is told. What was told before cannot be taken back.

## How long it lasts
This permission holds until {until}. After that you are asked again.`,
};

import type { DocumentText } from '../../document-text.ts';

export const releaseToAgency: DocumentText = {
  title: 'What {school} may tell {agencies}',
  summary: 'Who {student} is, the class timetable, and why the school asked for help. Nothing else.',
  body: `
## Who tells whom
{school} may give the records below about {student} to: {agencies}. To nobody else.

## What may be told
- Name, birth date, grade, and the language {student} speaks.
- The class timetable, so that meetings do not always fall into the same class.
- Why the school asked for help, what it has tried, and its answers to the questions about safety.
- Your name and how to reach you.

## What is not told
- No grades and no discipline records.
- No special education records and no health office records.

## What for
So that the right therapist can be found, times can be agreed, and {student} can be helped. The agencies may use it for nothing else, and may not pass it on unless you agree or the law says so.

## Your rights
- This is your choice. A law called FERPA says that the school must ask you first, in writing.
- You can ask {school} for a copy of what was told, and for the list of when it was told and to whom.
- You can stop this on any day. What was told before cannot be taken back. Without it the therapist cannot know who comes, so the support stops as well.

## How long it lasts
Your yes is good until {until}. It names only the agencies above. For any other agency you are asked again.`,
};

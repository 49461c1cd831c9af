import type { DocumentText } from '../../document-text.ts';

export const releaseToSchool: DocumentText = {
  title: 'What {agencies} may tell {school}',
  summary: 'Only three things: that it began, whether {student} comes, and that it ended. Never what {student} says.',
  body: `
## Who tells whom
{agencies} may tell the things below about {student} to the counselor at {school}. To nobody else.

## What may be told
- That the support began, and when it ended.
- Whether {student} came to each meeting, came late, or did not come.

## What is not told
- Never what {student} says.
- No notes of the therapist, no diagnosis, and no results of questionnaires.

## What for
So that the school knows that {student} is being helped and can ask what is in the way when {student} misses a meeting.

## If you say no
The support can begin all the same. For meetings at school the school still knows that a room is taken and when, because it opens the room. It is not told anything else.

## Your rights
- This is your choice. Whether {student} is helped does not depend on it.
- You can stop this on any day, in the same ways as all the rest. What was told before cannot be taken back.
- What the school is told becomes part of what the school knows. It is then protected by the rules for school records (FERPA) and not by those for health records (HIPAA).
- If {student} is in danger, those who can help are told, whatever you choose here.

## How long it lasts
Your yes is good until {until}.`,
};

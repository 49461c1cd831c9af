import type { DocumentText } from '../../document-text.ts';

export const telehealth: DocumentText = {
  title: 'Meeting by video',
  summary: '{student} and the therapist meet by video, from a private room at {school} or from home.',
  body: `
## How it works
{student} and the therapist see and hear each other on a screen. The therapist is somewhere else. At {school} there is a private room with a computer, and a grown-up of the school is near. If the meeting is at home, {student} needs a quiet place where nobody listens, and a grown-up in reach.

## What keeps it private
- Picture and sound are locked (encrypted) on their whole way, so that nobody in between can see or hear them.
- Nothing is recorded: no picture, no sound.
- Only those who were invited can come in. The therapist lets each of them in.

## What can go wrong
- The connection can break. Then the therapist tries again, and calls the number that was agreed.
- Somebody near {student} could hear what is said. The therapist asks at the start who is there.
- Video is not right for everybody. If the therapist thinks that it does not help {student}, they tell you what could help instead.

## If there is danger during a meeting
At the start of every meeting the therapist asks where {student} is and which number to call. If there is danger, the therapist stays on the line and calls the grown-up who is near, and emergency services if they are needed. Your yes includes this.

## Where the therapist may work
The therapist must have a license, or a permission that counts as one, for the state in which {student} is at that moment. Please tell the therapist if {student} will be in another state.

## You can choose
You can say no to video. Then ask the counselor at {school} about help in person, because the support in Hallway is by video. You can also stop on any day, without giving a reason: with the link you were sent, in Hallway, or by telling the counselor at {school}.

## How long it lasts
Your yes is good until {until}.`,
};

import type { DocumentText } from '../../document-text.ts';

export const service: DocumentText = {
  title: 'Support for {student}',
  summary: '{student} may talk with a licensed therapist of {agencies}, about once a week.',
  body: `
## What it is
{school} thinks that talking with a therapist could help {student}. A therapist is a professional with a license who listens and helps young people with worries, sadness, or hard times. The therapist works for one of these agencies: {agencies}.
The therapist and {student} meet by video, most often once a week, for one class period or less. Before the first meeting you are told the therapist's name, the day, and the time.

## What it is not
- It is not medicine. The therapist gives no medicine.
- It is not an emergency service. If {student} is in danger now, call 911. You can call or text 988 at any hour.
- It is not a grade or a punishment, and it changes nothing about {student}'s place in school.

## What can be good, and what can be hard
Many young people feel and do better after some weeks. Nobody can promise that. Talking about hard things can feel worse before it feels better. You and {student} may ask the therapist at any time what the plan is and what else could help.

## What stays private
What {student} says stays between {student} and the therapist. There are limits, and the therapist explains them in the first meeting:
- If {student} may be in danger, or may hurt somebody, the therapist tells those who can help. If it is safe to do so, the therapist tells you first.
- If a child may be abused or neglected, the law says that the therapist must report it.
- If a court orders it, the therapist must obey the law.
You may ask the therapist how {student} is doing. The law also gives you rights to see records.

## What it costs
{school} and the agencies work together in a partnership. The partnership pays, or somebody tells you about any cost before it begins. You are never charged for something you were not told about.

## You can stop any day
Saying yes is your choice. You can say no, or stop on any day, without giving a reason. Nothing changes for {student} in school. To stop, use the link you were sent, sign in to Hallway, or tell the counselor at {school}.

## How long it lasts
Your yes is good until {until}. After that nothing goes on unless you say yes again.`,
};

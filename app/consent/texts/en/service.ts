import type { DocumentText } from '../document.ts';

export const service: DocumentText = {
  title: 'Support for {student} with a therapist',
  summary: 'Regular talks with a therapist from {agencies}. {student} can stop any day.',
  body: `## What this is
{school} asks your permission for {student} to get support from a therapist. The therapist works for {agencies}, not for the school. The therapist has a license for the state in which {student} is during the visit.

## What happens in a visit
The therapist and {student} talk, and may draw, play or practice things together: how to handle worries, sadness, anger or stress, how to sleep better, how to get along with others. Most visits take place once a week and last about one lesson. The therapist makes a plan with {student} and with you, and looks at it again from time to time.

The therapist does not give medicine, does not test for school placement, and does not write reports for court on the strength of this permission.

## What may be good and what may be hard
Many students feel better, sleep better and miss less school. Nobody can promise that. Talking about hard things can feel worse for a while. If it does, tell the therapist or {counselor}. You can ask for another therapist.

There are other ways to get help: your own doctor, a clinic or therapist of your choice, or the school counselor alone. You may use them instead of this support, or beside it.

## What stays private
What {student} says in a visit stays between {student} and the therapist. The therapist keeps a health record about it at {agencies}. The school cannot read that record.

There are limits, and they are the law:
- If {student} may die or be badly hurt, or may badly hurt someone, the therapist tells people who can help.
- If a child is being hurt or neglected, the therapist must report it.
- If a judge orders it, a record may have to be shown.

As a parent or guardian you can ask the therapist how {student} is doing. In most cases you may also see the record. State law sets the rules and may give older students a say. The therapist will explain the rules of your state.

## What it costs
Nobody may send your family a bill for this without asking you first and telling you the price. Ask {counselor} if you have questions about cost or insurance.

## Your rights
- You decide freely. If you say no, nothing changes for {student} at school: not the grades, not the classes, not the help the school already gives.
- You can stop any day. Open this page again, sign in to Hallway, or tell {counselor} or the therapist. It ends from that moment on.
- You can ask questions before you sign and at any time after.
- You get a copy of what you sign. You can ask {school} for one on paper.

## How long it lasts
This permission holds until {until}. After that you are asked again.`,
};

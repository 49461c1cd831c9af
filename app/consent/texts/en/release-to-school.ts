import type { DocumentText } from '../document.ts';

/** The agency's health record to the school: names what, why and who, its end, and the right to take it back (45 CFR 164.508(c)). */
export const releaseToSchool: DocumentText = {
  title: '{agencies} tells {school} if {student} came',
  summary: 'Only three things: started, attending, finished. Never what {student} says. This one is up to you.',
  body: `## What this is
What the therapist writes down is a health record. A federal law, HIPAA, protects it. {agencies} needs your signed permission before it tells the school anything from it.

## Who tells whom
{agencies} tells {counselor} and the other counselors of {school}.

## What is told
- that the support has started, goes on, or has finished
- the day and time of visits, and whether {student} came, was late, left early, or was absent and why

Not told: what {student} says, what the therapist thinks or writes, any diagnosis, any answers to questionnaires.

## What it is for
So that {counselor} knows that {student} is being helped, can look after {student} when a visit was missed, and can step in if the support ends.

## Good to know
Once the school has been told, the school’s own privacy rules (FERPA) protect it, no longer HIPAA.

The front office always sees when and in which room {student} is due, so that the room is free and nobody is looked for. It does not see why.

## Your rights
- You decide freely. This one is not needed to start: if you say no, the support can still begin.
- You can stop any day. Open this page again, sign in to Hallway, or tell the therapist. From that moment on nothing more is told. What was told before cannot be taken back.
- You can ask {agencies} for a copy of what was told.

## How long it lasts
This permission holds until {until}. After that you are asked again.`,
};

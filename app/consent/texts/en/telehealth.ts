import type { DocumentText } from '../document.ts';

export const telehealth: DocumentText = {
  title: 'Visits by video',
  summary: '{student} and the therapist see and hear each other on a screen. Nothing is recorded.',
  body: `## What this is
The therapist is not in the room. {student} and the therapist see and hear each other over a secure video connection, in a private room at {school}, or at home if that was agreed with you.

## How it is kept private
- Picture and sound are encrypted from one device to the other.
- Nothing is recorded: no picture, no sound.
- At school, {student} sits in a private room, and an adult of the school is near but does not listen.
- At home, please choose a room with a door, where nobody listens in.
- The therapist also sits in a private room.

No technology is perfect. There is a small risk that a connection is broken into or overheard.

## Before each visit begins
The therapist asks where {student} is, who else is there, and for a phone number to call back. This is for safety: if something happens, help must know where to go. The therapist may only hold the visit if they have a license for that state.

## If the connection breaks
The therapist tries to call back on the number given. If that does not work, {student} goes back to class, and you agree on a new time. A visit that was cut off is never {student}’s fault.

## If there is danger
Video is not for emergencies. If {student} is in danger during a visit, the therapist stays on the line, calls the adult nearby, and calls emergency services at the place where {student} is. In an emergency at any other time, call 911, or call or text 988.

## When video is not right
Sometimes video does not fit, for example if {student} needs help that must be in person. Then the therapist says so and helps to find something else.

## Your rights
- You may say no to video. This support is by video only, so it could then not begin. {counselor} can tell you about help in person.
- You can stop any day. Open this page again, sign in to Hallway, or tell {counselor} or the therapist. It ends from that moment on.

## How long it lasts
This permission holds until {until}. After that you are asked again.`,
};

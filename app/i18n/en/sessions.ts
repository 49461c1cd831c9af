/** Staying signed in, confirming who one is, and being signed off. */
export const sessions = {
  'stepUp.title': 'Please confirm that it is you',
  'stepUp.lede': 'What you are about to do shows or changes a lot. So we ask once more. Then you go on where you were.',
  'stepUp.demo': 'Confirm that it is you',
  'stepUp.demoText': 'In the demo nobody has a passkey or a code. This button stands for it.',
  'stepUp.again': 'Sign in again',
  'stepUp.againText': 'You can also sign in again. Afterwards you come back to the same page.',
  'stepUp.doneTitle': 'Thank you',
  'stepUp.done': 'It is confirmed that it is you.',
  'stepUp.doneText': 'Close this tab. Go back to the other one and press the button again. You have 5 minutes.',
  'stepUp.keptText': 'What you typed is still here. Confirm that it is you in a second tab, then press the button here again.',
  'stepUp.inNewTab': 'Confirm that it is you (opens a new tab)',
  'refusal.not-fresh': 'Nothing was done yet: please confirm first that it is you.',

  'shared.label': 'This is a shared device: sign me off after {{minutes}} minutes without use, not {{usual}}',
  'ended.idle': 'You were signed off after {{minutes}} minutes without use.',
  'ended.idleText': 'All you had saved is kept. Sign in again and you are back on the same page.',
  'ended.ended_elsewhere': 'You were signed off from another device.',
  'ended.ended_elsewhereText': 'Somebody who is signed in as you ended this sign-in. If that was not you, tell your coordinator or the school now.',
  'ended.access_ended': 'You were signed off because your access changed.',
  'ended.access_endedText': 'If you still have a place here, you can sign in again. If this is wrong, ask your coordinator or the school.',
} as const;

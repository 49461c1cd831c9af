/** What is shown when no page can be, English. */
export const http = {
  home: 'Go to the first page',
  'other-origin.title': 'This was not sent from Hallway',
  'other-origin.text': 'To keep you safe, Hallway only takes what was sent from its own pages. Nothing was changed. Open the page again and try once more.',
  'unknown-host.title': 'Hallway has another address',
  'unknown-host.text': 'You reached this computer under a name that is not Hallway’s. Use the link below.',
  'too-large.title': 'That was too large',
  'too-large.text': 'What you sent is larger than this page takes. Nothing was changed. Go back and send something smaller.',
  'surprise.title': 'Something went wrong on our side',
  'surprise.text': 'It is not your fault. We have noted it. Go back and try again; if it happens again, give us the number below.',
} as const;

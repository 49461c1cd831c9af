/** What is shown when no page can be, English. */
export const http = {
  home: 'Go to the first page',
  'other-origin.title': 'This was not sent from Hallway',
  'other-origin.text': 'To keep you safe, Hallway only takes what was sent from its own pages. Nothing was changed. Open the page again and try once more.',
  'unknown-host.title': 'Hallway has another address',
  'unknown-host.text': 'You reached this computer under a name that is not Hallway’s. Use the link below.',
  'not-encrypted.title': 'This address is not encrypted',
  'not-encrypted.text': 'Browsers give no camera and no microphone to such a page, and what you type could be read on the way. Use the link below. The first time, your browser may warn that it does not know the certificate: it was made on the computer where Hallway runs.',
  'too-large.title': 'That was too large',
  'too-large.text': 'What you sent is larger than this page takes. Nothing was changed. Go back and send something smaller.',
  'surprise.title': 'Something went wrong on our side',
  'surprise.text': 'It is not your fault. We have noted it. Go back and try again; if it happens again, give us the number below.',
} as const;

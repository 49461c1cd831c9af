/** The frame around every page: navigation, language, light and dark, and the pages for when something went wrong. */
export const shell = {
  brand: 'Hallway',
  home: 'Hallway, to the first page',
  skip: 'Skip to the page',
  'title.page': '{{page}}: Hallway',

  'nav.main': 'Main',
  'nav.menu': 'Menu',
  'nav.needsYou_one': '{{count}} needs you',
  'nav.needsYou_other': '{{count}} need you',
  'signOff': 'Sign off',

  'theme.label': 'Switch light and dark',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.system': 'Same as this device',
  'language.label': 'Language: {{name}}. Change',

  'error.door': 'A closed door with a paper sign on it',
  'error.happened': 'What happened',
  'error.kept': 'What was kept',
  'error.now': 'What to do now',
  'error.toFirstPage': 'Go to the first page',
  'error.tryAgain': 'Try again',
  'error.back': 'Go back',
  'error.number': 'If you ask someone for help, give them this number: {{number}}',

  'missing.title': 'There is no door here',
  'missing.happened': 'The address has no page, or the page is not one that you may open.',
  'missing.kept': 'Nothing was changed. All you saved before is still there.',
  'missing.now': 'Look at the address for a typing mistake, or start again from the first page.',

  'forbidden.title': 'This door is not for you',
  'forbidden.happened': 'You are signed in, but your work here does not include this page.',
  'forbidden.kept': 'Nothing was changed.',
  'forbidden.now': 'If you need it for your work, ask your coordinator.',

  'expired.title': 'This link no longer works',
  'expired.happened': 'Links work for a short time only, and some work once. This keeps your family’s things private.',
  'expired.kept': 'All you sent before is kept. Nothing is lost.',
  'expired.now': 'Call or write to the person who sent it. They can send you a new one in a minute.',

  'busy.title': 'One moment, please',
  'busy.happened': 'A part of Hallway is not answering right now.',
  'busy.kept': 'All you saved before is kept. If you just sent a form, look first whether it arrived.',
  'busy.now': 'Wait a minute, then try again.',

  'broken.title': 'Something went wrong on our side',
  'broken.happened': 'A mistake in Hallway stopped this page. It is not your fault.',
  'broken.kept': 'All you saved before is kept. If you just sent a form, look first whether it arrived.',
  'broken.now': 'Try again. If it happens twice, tell your coordinator the number below.',

  'offline.title': 'You are not connected',
  'offline.happened': 'Your device cannot reach Hallway right now.',
  'offline.kept': 'What you typed on the last page is still there if you go back.',
  'offline.now': 'Look at your internet connection, then try again.',

  'refused.title': 'That did not go through',
  'refused.happened': 'What you sent does not fit what is here now.',
  'refused.kept': 'Nothing was changed. What you typed is still there if you go back.',
  'refused.now': 'Go back, load the page again, and look at what has changed.',
} as const;

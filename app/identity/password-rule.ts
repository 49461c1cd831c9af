/** What is wrong with a new password. No rule asks for signs of certain kinds: length and not being the first thing others try is what counts. */
export type PasswordProblem = 'passwordShort' | 'passwordLong' | 'passwordCommon';

const leastLetters = 12;
const mostLetters = 128;
/** How much must be left once everything that is tried first counts as one letter. */
const leastWorth = 8;

const triedFirst = [
  'password', 'passwort', 'passphrase', 'contrasena', 'contraseña', 'secret', 'letmein', 'welcome', 'bienvenido', 'changeme', 'default', 'admin', 'administrator', 'login', 'signin', 'access',
  'hallway', 'school', 'escuela', 'district', 'teacher', 'counselor', 'therapist', 'office', 'student',
  'iloveyou', 'teamo', 'sunshine', 'princess', 'princesa', 'football', 'futbol', 'baseball', 'basketball', 'soccer', 'superman', 'batman', 'pokemon', 'starwars', 'dragon', 'monkey', 'master', 'shadow', 'freedom', 'whatever', 'trustno', 'michael', 'jessica', 'charlie',
  'spring', 'summer', 'autumn', 'winter', 'verano', 'invierno', 'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
  'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'america', 'google', 'computer', 'internet', 'dallas', 'texas', 'ohio', 'god', 'jesus', 'love', 'test', 'qwerty', 'azerty', 'asdf', 'zxcv',
];
/** A letter that nobody types stands for whatever counts as one. */
const asOne = '\uE000';
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb'];
const lookAlike: Readonly<Record<string, string>> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', '5': 's', '$': 's', '7': 't' };

/**
 * Looks at a new password; null when it will do.
 *
 * @param own what others know of the person (their address, their names): worth no more than a common word
 */
export function passwordProblem(password: string, own: readonly string[]): PasswordProblem | null {
  if ([...password].length < leastLetters) return 'passwordShort';
  if (password.length > mostLetters) return 'passwordLong';
  return Math.min(worth(password.toLowerCase(), own), worth(plainOf(password), own)) < leastWorth ? 'passwordCommon' : null;
}

/** How many letters are left when each common word, year, keyboard run or repetition counts as one. */
function worth(text: string, own: readonly string[]): number {
  const words = [...triedFirst, ...own.flatMap((one) => one.toLowerCase().split(/[^\p{L}\d]+/u))].filter((word) => word.length >= 3);
  let left = text;
  for (const word of words.toSorted((a, b) => b.length - a.length)) left = left.replaceAll(word, asOne);
  left = left.replace(/(?:19|20)\d\d/g, asOne);
  left = runsAsOne(left).replace(/(.{1,4}?)\1{2,}/gsu, asOne).replace(/\uE000+/g, asOne);
  return [...left].length;
}

function runsAsOne(text: string): string {
  let left = text;
  for (const row of rows.flatMap((one) => [one, [...one].reverse().join('')])) {
    for (let length = row.length; length >= 3; length -= 1) {
      for (let from = 0; from + length <= row.length; from += 1) left = left.replaceAll(row.slice(from, from + length), asOne);
    }
  }
  return left;
}

function plainOf(password: string): string {
  return [...password.toLowerCase()].map((letter) => lookAlike[letter] ?? letter).join('');
}

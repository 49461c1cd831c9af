import type { SpokenLanguage } from '../../app/i18n/spoken-languages.ts';
import type { Relationship } from '../../app/roster/guardianship.ts';
import type { GuardianOfDemo } from './more-families.ts';

const bond = (whole: string, relationship: Relationship, language: SpokenLanguage = 'en', rights: Partial<GuardianOfDemo> = {}): GuardianOfDemo => {
  const [given = '', family = ''] = whole.split(' ');
  return { given, family, relationship, decides: true, sees: true, courtOrder: false, language, channels: ['email'], ...rights };
};
const mother = (whole: string, language?: SpokenLanguage) => [bond(whole, 'mother', language)];
const father = (whole: string, language?: SpokenLanguage) => [bond(whole, 'father', language)];

/**
 * Students of the roster whose guardians their school has confirmed, and as what. The first who decides is asked when a story says no name.
 * Whoever is missing stays as the roster proposed them: Tyler Hughes's mother, for one, whom his counselor cannot ask before the office did.
 */
export const namedFamilies: Readonly<Record<string, readonly GuardianOfDemo[]>> = {
  'Mateo Ibarra': mother('Rosa Ibarra', 'es'),
  // Separated, and both decide.
  'Maya Robinson': [bond('Denise Robinson', 'mother'), bond('Andre Robinson', 'father')],
  'Jonah Price': mother('Karen Price'), 'Lily Price': mother('Karen Price'),
  'Khalil Moss': mother('Yvonne Moss'),
  // Separated; a court order leaves the father no right to know.
  'Sofia Lund': [bond('Ingrid Lund', 'mother'), bond('Erik Lund', 'father', 'en', { decides: false, sees: false, courtOrder: true })],
  'Omar Diaz': mother('Lucia Diaz', 'es'), 'Nina Diaz': mother('Lucia Diaz', 'es'),
  'Luis Barrera': mother('Marta Barrera', 'es'),
  'Tessa Wynn': mother('Paula Wynn'),
  'Rafael Santos': mother('Beatriz Santos', 'es'),
  'Aaliyah Morgan': mother('Tanya Morgan'),
  'Kofi Darko': mother('Abena Darko'),
  // Grandmothers with custody; one is written to by letter.
  'Theresa Vance': [bond('Gail Vance', 'grandparent', 'en', { courtOrder: true })],
  'Marcus Boyd': [bond('Shirley Boyd', 'grandparent', 'en', { courtOrder: true, channels: ['letter'] })],
  'Eli Novak': mother('Petra Novak'),
  'Dana Oyelaran': father('Tunde Oyelaran'),
  'Bilal Chaudhry': mother('Sana Chaudhry'),
  'Hannah Weiss': mother('Ruth Weiss'),
  'Trang Le': mother('Hoa Le', 'vi'),
  'Ximena Rojas': father('Carlos Rojas', 'es'),
  'Owen Fisher': mother('Beth Fisher'),
  'Priscilla Addo': mother('Grace Addo'),
  'Samuel Kowalski': mother('Anna Kowalski'),
  'Ruby Nakamura': father('Kenji Nakamura'),
  'Diego Fuentes': mother('Elena Fuentes', 'es'),
  'Noah Berger': mother('Leah Berger'),
  'Fatima Warsame': mother('Hodan Warsame', 'so'), 'Abdi Warsame': mother('Hodan Warsame', 'so'),
  'Imani Brooks': father('Ray Brooks'),
  'Amira Said': mother('Nour Said', 'ar'),
  'Wren Abbott': mother('Joyce Abbott'),
  'Jordan Tate': mother('Michelle Tate'),
  'Ana Nunes': mother('Rita Nunes'),
  'Isaiah Grant': mother('Vera Grant'), 'Oliver Grant': mother('Vera Grant'),
  'Josefina Ortega': mother('Pilar Ortega', 'es'),
  'Sade Akande': mother('Folake Akande'),
  'Victor Petrov': mother('Irina Petrov'),
  'Chloe Bennett': mother('Laura Bennett'),
  'Hassan Farah': mother('Asha Farah', 'so'),
  'Gabriela Mendez': mother('Teresa Mendez', 'es'),
  'Ethan Cole': mother('Renata Cole'), 'Destiny Cole': mother('Renata Cole'),
  'Naomi Levy': father('David Levy'),
  'Quinn Harper': [bond('Morgan Harper', 'parent')],
  'Lucas Meyer': mother('Sabine Meyer'),
  'Theo Barnes': mother('Alice Barnes'),
  'Kiera Sloan': father('Brendan Sloan'),
  'Emilio Vargas': mother('Julia Vargas', 'es'),
  'Zara Hussain': mother('Amina Hussain'),
  'Camila Reyes': mother('Daniela Reyes', 'es'),
  'Jayden Ellis': mother('Monique Ellis'),
  'Phoebe Tran': mother('Kim Tran', 'vi'),
  'Maya Lindgren': father('Sven Lindgren'),
};

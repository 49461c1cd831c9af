import type { SpokenLanguage } from '../../app/i18n/spoken-languages.ts';
import type { Channel, Relationship } from '../../app/roster/guardianship.ts';
import { namesOfFamilies, type NamesOfFamilies } from './demo-names.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

/** What a school says of a guardian of the demo when it confirms them; the words of `GuardianConfirmed` that depend on the family. */
export interface GuardianOfDemo {
  given: string;
  family: string;
  relationship: Relationship;
  decides: boolean;
  sees: boolean;
  courtOrder: boolean;
  language: SpokenLanguage;
  channels: Channel[];
}

export interface ChildOfDemo {
  given: string;
  family: string;
  /** Kindergarten is 0. */
  grade: number;
}

/** A household, or two, with what the school knows about it. `kind` is for those who look for one. */
export interface FamilyOfDemo {
  kind: 'together' | 'one-parent' | 'separated' | 'grandparent' | 'foster';
  children: ChildOfDemo[];
  guardians: GuardianOfDemo[];
}

/** How families are made up; of a hundred so many. */
const kinds = [
  { kind: 'together', weight: 52 }, { kind: 'one-parent', weight: 27 }, { kind: 'separated', weight: 13 }, { kind: 'grandparent', weight: 5 }, { kind: 'foster', weight: 3 },
] as const;

/** Children of a family, one to three. */
const sizes = [{ size: 1, weight: 70 }, { size: 2, weight: 24 }, { size: 3, weight: 6 }];

/** Grades and how many of the district's children are in each: kindergarten to 5 elementary, 6 to 8 middle, 9 to 12 high. */
const grades = [...[0, 1, 2, 3, 4, 5].map((grade) => ({ grade, weight: 7 })), ...[6, 7, 8].map((grade) => ({ grade, weight: 11 })), ...[9, 10, 11, 12].map((grade) => ({ grade, weight: 7 }))];

const seed = 20_260;

/**
 * Families for so many children, the same every time. No two people share a whole name, not with `taken` either.
 *
 * @param taken whole names that are somebody else's
 */
export function moreFamilies(children: number, taken: ReadonlySet<string>): FamilyOfDemo[] {
  const random = seededRandom(seed);
  const known = new Set(taken);
  const families: FamilyOfDemo[] = [];
  for (let left = children; left > 0;) {
    const family = oneFamily(random, known, Math.min(random.pickWeighted(sizes).size, left));
    families.push(family);
    left -= family.children.length;
  }
  return families;
}

function oneFamily(random: SeededRandom, known: Set<string>, size: number): FamilyOfDemo {
  const names = random.pickWeighted(namesOfFamilies);
  const surname = random.pick(names.families);
  const { kind } = random.pickWeighted(kinds);
  const language = names.speaks && random.next() < names.speaks.share ? names.speaks.language : 'en';
  const children = Array.from({ length: size }, () => ({ given: fresh(random, known, names.children, surname), family: surname, grade: random.pickWeighted(grades).grade }));
  return { kind, children, guardians: guardiansOf(random, known, { kind, names, surname, language }) };
}

function guardiansOf(random: SeededRandom, known: Set<string>, family: { kind: FamilyOfDemo['kind']; names: NamesOfFamilies; surname: string; language: SpokenLanguage }): GuardianOfDemo[] {
  const { kind, names, surname, language } = family;
  const channels: Channel[] = random.next() < 0.88 ? ['email'] : ['phone', 'letter'];
  const grownUp = (from: readonly string[], named: string, relationship: Relationship, rights: Partial<GuardianOfDemo> = {}): GuardianOfDemo =>
    ({ given: fresh(random, known, from, named), family: named, relationship, decides: true, sees: true, courtOrder: false, language, channels, ...rights });
  const mother = (named = surname) => grownUp(names.women, named, 'mother');
  switch (kind) {
    case 'together':
      return [mother(), grownUp(names.men, surname, 'father')];
    case 'one-parent':
      return [random.next() < 0.8 ? mother() : grownUp(names.men, surname, 'father')];
    case 'separated': {
      // Of every two, one court order leaves only one of them the right to know.
      const shut = random.next() < 0.5;
      return [mother(random.pick(names.families)), grownUp(names.men, surname, 'father', shut ? { decides: false, sees: false, courtOrder: true } : {})];
    }
    case 'grandparent':
      return [grownUp(names.women, random.pick([surname, random.pick(names.families)]), 'grandparent', { courtOrder: true })];
    case 'foster':
      return [grownUp(names.women, random.pick(names.families), 'foster_parent')];
  }
}

function fresh(random: SeededRandom, known: Set<string>, from: readonly string[], family: string): string {
  for (let tries = 0; tries < 200; tries += 1) {
    const given = random.pick(from);
    const whole = `${given} ${family}`;
    if (known.has(whole)) continue;
    known.add(whole);
    return given;
  }
  throw new Error(`no more names for ${family}`);
}

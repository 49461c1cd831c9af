import { expect, test } from 'vitest';
import { blocksOf } from './plain-text.ts';
import { fillNames, isTextName, namesIn, type Names } from './fill-names.ts';
import { missingFrom, purposes, requiredPurposes } from './purposes.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';

const names: Names = { student: 'Mateo', school: 'Alder Creek', agencies: 'Harbor Street', counselor: 'Tom Brandt', until: 'June 12, 2027' };
const all = [['en', en], ['es', es]] as const;

test('every text has only places for names that there are', () => {
  for (const [, texts] of all) {
    for (const purpose of purposes) for (const part of Object.values(texts[purpose])) expect(namesIn(part).filter((name) => !isTextName(name))).toEqual([]);
  }
});

test('both languages say the same: the same headings, items and names, document by document', () => {
  for (const purpose of purposes) {
    const shape = (text: string) => blocksOf(text).map((block) => (block.kind === 'list' ? block.items.map((item) => namesIn(item).toSorted()) : [block.kind, namesIn(block.text).toSorted()]));
    expect(shape(es[purpose].body).map((one) => one.length)).toEqual(shape(en[purpose].body).map((one) => one.length));
    expect(namesIn(es[purpose].body).toSorted()).toEqual(namesIn(en[purpose].body).toSorted());
  }
});

test('the release of school records names records, purpose and parties, and how long (34 CFR 99.30; signer and date come with the signature)', () => {
  for (const [, texts] of all) {
    const { body, title } = texts.release_to_agency;
    expect(namesIn(title)).toEqual(expect.arrayContaining(['school', 'agencies', 'student']));
    expect(blocksOf(body).filter((block) => block.kind === 'heading')).toHaveLength(6);
    expect(blocksOf(body).filter((block) => block.kind === 'list')[0]).toMatchObject({ items: expect.arrayContaining([expect.stringContaining('{student}')]) });
    expect(namesIn(body)).toContain('until');
  }
});

test('every document says how to stop', () => {
  for (const purpose of purposes) {
    expect(en[purpose].body).toContain('You can stop any day');
    expect(es[purpose].body).toContain('Puede parar cualquier día');
  }
});

test('nobody is called a patient', () => {
  for (const [, texts] of all) expect(JSON.stringify(texts)).not.toMatch(/patient|paciente/i);
});

test('a name is put in once and not looked at again', () => {
  expect(fillNames('{student} at {school}', { ...names, student: '{school}' })).toBe('{school} at Alder Creek');
  expect(() => fillNames('{doctor}', names)).toThrow('unknown name');
});

test('what is missing for a start is each required purpose without a yes', () => {
  expect(missingFrom({ service: true, telehealth: true, release_to_agency: true, release_to_school: false })).toEqual([]);
  expect(missingFrom({ service: true, telehealth: false })).toEqual(['telehealth', 'release_to_agency']);
  expect(missingFrom({})).toEqual(requiredPurposes);
});

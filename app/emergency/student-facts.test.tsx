import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { requestText } from '../i18n/text.server.ts';
import { TextProvider } from '../i18n/use-text.tsx';
import type { Guardianship } from '../roster/guardianship.ts';
import { WhomToCall } from './student-facts.tsx';

const guardian = (id: string, phone: string, more: Partial<Guardianship> = {}): Guardianship => ({
  id, guardianId: id, givenName: id, familyName: 'Ibarra', email: null, phone, relationship: 'parent', decisionRight: true, accessRight: true, courtOrder: false, language: 'en', channels: [], confirmedAt: '2026-08-24T12:00:00Z', fromRoster: true, ...more,
});
const drawn = (guardians: Guardianship[]) => renderToString(<TextProvider text={requestText('en')}><WhomToCall guardians={guardians} school={{ name: 'Elm School', phone: '614 555 0199', state: 'OH' }} /></TextProvider>);

test('a guardian who may neither decide nor see is said to be so, comes last and cannot be dialled', () => {
  const html = drawn([guardian('Rosa', '614 555 0101', { decisionRight: false, accessRight: false, courtOrder: true }), guardian('Ana', '614 555 0102', { decisionRight: false }), guardian('Lena', '614 555 0103', { confirmedAt: null, decisionRight: false, accessRight: false })]);
  expect([...html.matchAll(/tel:(\d+)/g)].map(([, number]) => number)).toEqual(['6145550102', '6145550103', '6145550199']);
  expect(html).not.toContain('614 555 0101');
  expect(html.indexOf('Rosa')).toBeGreaterThan(html.indexOf('Elm School'));
  expect(html.slice(html.indexOf('Elm School'))).toContain('May neither decide nor see');
  expect(html.slice(0, html.indexOf('Elm School'))).not.toContain('May neither decide nor see');
});

import { expect, test } from 'vitest';
import { en } from '../i18n/en.ts';
import { AUDIT_ACTIONS } from './audit-actions.ts';

test('every action of the trail has its sentence, and every sentence its action', () => {
  const sentences = Object.keys(en.audit).filter((key) => key.startsWith('action.')).map((key) => key.slice('action.'.length));
  expect(sentences.sort()).toEqual(Object.keys(AUDIT_ACTIONS).sort());
});

import { expect, test } from 'vitest';
import { actionsOf, permissionGroups } from './permission-groups.ts';
import { actions } from './permissions.ts';

test('every action stands on the page once', () => {
  const shown = permissionGroups.flatMap(actionsOf);
  expect([...shown].sort()).toEqual([...actions].sort());
});

import type { RouteConfigEntry } from '@remix-run/route-config';
import { expect, test } from 'vitest';
import { roles } from '../identity/permissions.ts';
import routes from '../routes.ts';
import { needsAt, placesOf } from './navigation.ts';

const framed = ((await routes) as RouteConfigEntry[]).filter((entry) => entry.file === 'routes/frame.tsx').flatMap((frame) => frame.children ?? []);
const pages = new Set(framed.map((entry) => `/${entry.path ?? ''}`));
const members = roles.filter((role) => role !== 'guardian');

test.each(members)('every place in the bar of a %s is a page inside the frame, Today first', (role) => {
  const places = placesOf(role).map((place) => place.to);
  expect(places[0]).toBe('/today');
  expect(places.filter((place) => !pages.has(place))).toEqual([]);
});

test.each(['counselor', 'front_office'] as const)('the bar of a %s leads to the school’s calendar', (role) => {
  expect(placesOf(role).map((place) => place.to)).toContain('/calendar');
});

test('a thing that needs somebody counts at the place it lies under, and at one only', () => {
  const places = placesOf('therapist').slice(0, 1).flatMap((place) => ['/a', '/a/b', '/ab'].map((to) => ({ ...place, to })));
  expect(needsAt(places, [{ to: '/a/1' }, { to: '/a' }, { to: '/a?x=1' }, { to: '/a/b/2' }, { to: '/ab' }, { to: '/elsewhere' }])).toEqual({ '/a': 3, '/a/b': 1, '/ab': 1 });
});

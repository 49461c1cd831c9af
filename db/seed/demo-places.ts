import type { BellSchedule } from '../../app/school-time/school-day.ts';
import type { Accessibility, Equipment } from '../../app/rooms/room-features.ts';
import { minute } from './minute.ts';

/** The demo's schools: where they lie, their private rooms, their bells. */
export interface DemoSchool {
  name: string;
  state: string;
  zone: string;
  rooms: { name: string; seats: number; adultOnSite: string; adultPhone: string; from: string; until: string; equipment?: Equipment[]; accessibility?: Accessibility[]; words?: string }[];
  dayTypes: BellSchedule['dayTypes'];
}

const bell = (name: string, from: string, until: string, bookable = true) => ({ name, startMinute: minute(from), endMinute: minute(until), bookable });

const middle: BellSchedule['dayTypes'] = [
  {
    name: 'Regular', weekdays: [1, 2, 4, 5], periods: [
      bell('Period 1', '08:10', '09:00'), bell('Period 2', '09:04', '09:54'), bell('Period 3', '09:58', '10:48'), bell('Period 4', '10:52', '11:42'), bell('Lunch', '11:42', '12:16', false),
      bell('Period 5', '12:20', '13:10'), bell('Period 6', '13:14', '14:04'), bell('Period 7', '14:08', '14:58'),
    ],
  },
  {
    name: 'Early release', weekdays: [3], kind: 'early_release', periods: [
      bell('Period 1', '08:10', '08:42'), bell('Period 2', '08:46', '09:18'), bell('Period 3', '09:22', '09:54'), bell('Period 4', '09:58', '10:30'), bell('Period 5', '10:34', '11:06'), bell('Lunch', '11:10', '11:40', false),
      bell('Period 6', '11:44', '12:16'), bell('Period 7', '12:20', '12:52'),
    ],
  },
];

/** Four long blocks a day; on B days they are the other four. */
const blocks = (names: readonly [string, string, string, string]) => [
  bell(names[0], '07:45', '09:10'), bell(names[1], '09:16', '10:41'), bell('Lunch', '10:41', '11:21', false), bell(names[2], '11:27', '12:52'), bell(names[3], '12:58', '14:23'),
];
const high: BellSchedule['dayTypes'] = [
  { name: 'A day', turn: 1, weekdays: [1, 2, 3, 4, 5], periods: blocks(['Block 1', 'Block 2', 'Block 3', 'Block 4']) },
  { name: 'B day', turn: 2, weekdays: [1, 2, 3, 4, 5], periods: blocks(['Block 5', 'Block 6', 'Block 7', 'Block 8']) },
  { name: 'Early release', weekdays: [], kind: 'early_release', periods: [bell('Block 1', '07:45', '08:35'), bell('Block 2', '08:41', '09:31'), bell('Block 3', '09:37', '10:27'), bell('Block 4', '10:33', '11:23')] },
];

const elementary: BellSchedule['dayTypes'] = [{
  name: 'Early release', weekdays: [], kind: 'early_release', periods: [bell('Morning', '09:00', '10:15'), bell('Middle', '10:30', '11:45')],
}, {
  name: 'Every day', weekdays: [1, 2, 3, 4, 5], periods: [bell('Morning', '09:00', '10:15'), bell('Middle', '10:30', '11:45'), bell('Lunch', '11:45', '12:30', false), bell('Afternoon', '12:30', '13:45'), bell('Last', '14:00', '15:15')],
}];

const columbus = { state: 'OH', zone: 'America/New_York' };

export const schools: readonly DemoSchool[] = [
  {
    name: 'Alder Creek Middle', ...columbus, dayTypes: middle, rooms: [
      { name: 'Room 114', seats: 3, adultOnSite: 'Joan Tran, next door', adultPhone: '614-555-0114', from: '08:00', until: '15:05', equipment: ['tablet', 'headset', 'sink'], accessibility: ['step_free', 'wide_door'] },
      { name: 'Library study', seats: 2, adultOnSite: 'Joan Tran', adultPhone: '614-555-0114', from: '09:00', until: '14:10', equipment: ['laptop', 'camera', 'headset', 'printer'], accessibility: ['step_free', 'hearing_loop', 'quiet'] },
    ],
  },
  { name: 'Lincoln High', ...columbus, dayTypes: high, rooms: [
    { name: 'Room 9', seats: 2, adultOnSite: 'Carl Jensen, front office', adultPhone: '614-555-0109', from: '07:45', until: '14:30', equipment: ['laptop', 'headset', 'printer'], accessibility: ['step_free', 'quiet'] },
    { name: 'Room 212', seats: 2, adultOnSite: 'Nurse’s office, across the hall', adultPhone: '614-555-0112', from: '07:45', until: '14:30', equipment: ['tablet', 'phone'], accessibility: ['wide_door', 'accessible_toilet'] },
  ] },
  { name: 'Birch Elementary', ...columbus, dayTypes: elementary, rooms: [
    { name: 'Quiet room', seats: 2, adultOnSite: 'Mei Chen', adultPhone: '614-555-0131', from: '09:00', until: '15:15', equipment: ['tablet', 'toys', 'whiteboard'], accessibility: ['step_free', 'quiet', 'low_light'] },
    { name: 'Reading nook', seats: 2, adultOnSite: 'Lou Abernathy, front office', adultPhone: '614-555-0130', from: '09:00', until: '13:45' },
  ] },
];

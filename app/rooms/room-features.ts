/** What stands in a private room, by code. Devices for a visit by video first. */
export const equipmentCodes = ['tablet', 'laptop', 'camera', 'headset', 'screen', 'phone', 'printer', 'whiteboard', 'toys', 'sink'] as const;
export type Equipment = (typeof equipmentCodes)[number];

/** For whom a private room is easy to reach and to be in, by code. */
export const accessibilityCodes = ['step_free', 'wide_door', 'accessible_toilet', 'hearing_loop', 'quiet', 'low_light'] as const;
export type Accessibility = (typeof accessibilityCodes)[number];

/** Any of both. */
export type Feature = Equipment | Accessibility;
export const featureCodes: readonly Feature[] = [...equipmentCodes, ...accessibilityCodes];

export const isFeature = (code: string): code is Feature => (featureCodes as readonly string[]).includes(code);

/** How many of the wanted things a room lacks. */
export const lacks = (features: readonly string[], wanted: readonly string[]): number => wanted.filter((one) => !features.includes(one)).length;

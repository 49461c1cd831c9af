/** Codes of `reference.concern`: why a student is referred, and what a therapist helps with. Their words: `caseload` catalogue, `concern.<code>`. */
export const concerns = ['worries', 'sadness', 'school_refusal', 'grief', 'behavior', 'friendships', 'family_change', 'sleep_eating', 'trauma', 'attention', 'other'] as const;
export type Concern = (typeof concerns)[number];

/** Codes of `license.kind`. */
export const licenseKinds = ['counselor', 'social_worker', 'psychologist', 'marriage_family', 'privilege'] as const;
export type LicenseKind = (typeof licenseKinds)[number];

/** Codes of `engagement.identity`: what a therapist says of themselves and a family may ask for. */
export const identities = ['woman', 'man', 'nonbinary'] as const;
export type Identity = (typeof identities)[number];

/** Where visits take place: `engagement.places`, `referral.place`. */
export const places = ['school', 'home'] as const;
export type Place = (typeof places)[number];

/** Codes of `reference.state`: US states and DC, by postal code. */
export const states = 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(' ');

export function isConcern(code: string): code is Concern {
  return (concerns as readonly string[]).includes(code);
}

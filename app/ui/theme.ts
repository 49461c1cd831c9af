/** Light or dark on purpose; `system` follows the device. */
export const THEMES = ['light', 'dark', 'system'] as const;

export type Theme = (typeof THEMES)[number];

export function isTheme(name: unknown): name is Theme {
  return THEMES.some((theme) => theme === name);
}

import { devices, type BrowserContextOptions } from 'playwright';

/** What a person of a journey holds in their hands. */
export type Device = 'phone' | 'laptop' | 'tablet';

/** Sizes and manners of each: a small phone (360 px wide), the tablet in a private room, a plain laptop. */
export const deviceOptions: Record<Device, BrowserContextOptions> = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, userAgent: devices['Pixel 7'].userAgent },
  tablet: { viewport: { width: 1024, height: 768 }, hasTouch: true },
  laptop: { viewport: { width: 1280, height: 800 } },
};

export const localeOf = { en: 'en-US', es: 'es-US' } as const;
export type Language = keyof typeof localeOf;

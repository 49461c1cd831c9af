import { expect as impatient } from 'playwright/test';

/** Waits as long as a busy machine may need; a journey says what has to come, never how fast. */
export const expect = impatient.configure({ timeout: 30_000 });

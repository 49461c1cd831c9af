import type { Locator } from 'playwright';
import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';

const framesToSee = 30;

/** What a journey's people read on their visit page, each in their language. */
export const visitWords = {
  en: {
    joinNow: 'Join now', pictureOf: 'Picture of', you: 'Picture of You', encrypted: 'Encrypted', waiting: 'You are in the right place', over: 'The appointment is over', leave: 'Leave', left: 'You left', back: 'Go back in',
    micOn: 'Mic on', micOff: 'Mic off', cameraOn: 'Camera on', cameraOff: 'Camera off', muted: 'Muted', noCamera: 'camera off',
  },
  es: {
    joinNow: 'Entrar ahora', pictureOf: 'Imagen de', you: 'Imagen de Usted', encrypted: 'Cifrado', waiting: 'Está en el lugar correcto', over: 'La cita terminó', leave: 'Salir', left: 'Usted salió', back: 'Volver a entrar',
    micOn: 'Micrófono encendido', micOff: 'Micrófono apagado', cameraOn: 'Cámara encendida', cameraOff: 'Cámara apagada', muted: 'Sin sonido', noCamera: 'cámara apagada',
  },
} as const;
type Tongue = keyof typeof visitWords;

/** Sees somebody move: waits until the picture with this label has shown so many frames, each decoded and drawn anew. */
export async function seesMove(person: Person, label: string | RegExp): Promise<void> {
  const picture: Locator = person.page.getByLabel(label).locator('visible=true').first();
  await expect(picture).toBeVisible();
  const frames = await picture.evaluate(
    (video, wanted) =>
      new Promise<number>((resolve) => {
        let seen = 0;
        const next = () => {
          seen += 1;
          if (seen >= wanted) resolve(seen);
          else (video as HTMLVideoElement).requestVideoFrameCallback(next);
        };
        (video as HTMLVideoElement).requestVideoFrameCallback(next);
      }),
    framesToSee,
  );
  expect(frames, `${person.name} sees ${String(label)}`).toBeGreaterThanOrEqual(framesToSee);
}

/** Each knows that nobody in between can look in. */
export async function seesThatItIsEncrypted(person: Person, language: Tongue): Promise<void> {
  await expect(person.page.getByText(visitWords[language].encrypted).first()).toBeVisible();
}

/** Was let in, and goes in. */
export async function joins(person: Person, language: Tongue): Promise<void> {
  const words = visitWords[language];
  await person.page.getByRole('button', { name: words.joinNow }).click();
  await expect(person.page.getByLabel(words.you)).toBeVisible();
}

/** Switches microphone and camera off and on again; whoever watches sees it. */
export async function switchesOffAndOn(person: Person, language: Tongue, watcher: Person, watched: { as: string; in: Tongue }): Promise<void> {
  const words = visitWords[language];
  const seen = visitWords[watched.in];
  const control = (name: string) => person.page.getByRole('button', { name });
  await control(words.micOn).click();
  await expect(control(words.micOff)).toHaveAttribute('aria-pressed', 'false');
  await expect(watcher.page.getByText(seen.muted)).toBeVisible();
  await control(words.cameraOn).click();
  await expect(watcher.page.getByText(`${watched.as}: ${seen.noCamera}`)).toBeVisible();
  await control(words.micOff).click();
  await control(words.cameraOff).click();
  await expect(watcher.page.getByText(seen.muted)).toHaveCount(0);
  await seesMove(watcher, `${seen.pictureOf} ${watched.as}`);
}

/** Leaves, and comes back by the same page. */
export async function leavesAndComesBack(person: Person, language: Tongue): Promise<void> {
  const words = visitWords[language];
  await person.page.getByRole('button', { name: words.leave, exact: true }).click();
  await expect(person.page.getByRole('heading', { level: 1, name: words.left })).toBeVisible();
  await looksAround(person, 'visit-left');
  await person.page.getByRole('button', { name: words.back }).click();
  await expect(person.page.getByLabel(words.you)).toBeVisible();
}

import type { Translation } from '../catalogue.ts';
import type { http as original } from '../en/http.ts';

/** What is shown when no page can be, Spanish. */
export const http: Translation<typeof original> = {
  home: 'Ir a la primera página',
  'other-origin.title': 'Esto no se envió desde Hallway',
  'other-origin.text': 'Para protegerle, Hallway solo acepta lo que se envía desde sus propias páginas. No se cambió nada. Abra la página otra vez e inténtelo de nuevo.',
  'unknown-host.title': 'Hallway tiene otra dirección',
  'unknown-host.text': 'Llegó a esta computadora con un nombre que no es el de Hallway. Use el enlace de abajo.',
  'not-encrypted.title': 'Esta dirección no está cifrada',
  'not-encrypted.text': 'Los navegadores no dan ni la cámara ni el micrófono a una página así, y lo que escriba podría leerse en el camino. Use el enlace de abajo. La primera vez, el navegador puede avisar que no conoce el certificado: se creó en la computadora donde funciona Hallway.',
  'too-large.title': 'Eso es demasiado grande',
  'too-large.text': 'Lo que envió es más grande de lo que esta página acepta. No se cambió nada. Vuelva atrás y envíe algo más pequeño.',
  'surprise.title': 'Algo falló de nuestro lado',
  'surprise.text': 'No es culpa suya. Ya quedó anotado. Vuelva atrás e inténtelo de nuevo; si pasa otra vez, denos el número de abajo.',
};

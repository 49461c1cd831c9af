import type { Translation } from '../catalogue.ts';
import type { messages as original } from '../en/messages.ts';

/** Correo y citas de calendario. Alguien puede verlos de paso: nada dice para qué es la cita. */
export const messages = {
  'greeting': 'Hola, {{name}}:',
  'sender': 'Hallway envía este correo en nombre de su escuela. Nadie lee las respuestas.',
  'minutes_one': '{{count}} minuto',
  'minutes_other': '{{count}} minutos',
  'at-home': 'En casa, por video',
  'fact.when': 'Cuándo',
  'fact.how-long': 'Duración',
  'fact.where': 'Dónde',
  'fact.answer-by': 'Responder antes de',
  'note.questions': '¿Preguntas? Llame a la escuela.',
  'note.cannot-come': 'Si esta hora no le conviene, llame a la escuela lo antes posible.',
  'note.only-you': 'Este enlace es solo para usted. Por favor, no lo comparta.',

  'invitation.subject': 'Por favor, lea y responda',
  'invitation.asks': '{{school}} le pide una respuesta sobre {{student}}. Leerlo toma unos cinco minutos.',
  'invitation.choice': 'Puede decir sí o no a cada parte. Abrir la página no decide nada.',
  'invitation.button': 'Leer y responder',
  'invitation.until': 'El enlace funciona hasta: {{moment}}.',

  'booked.subject': 'Cita',
  'booked.set': 'La cita de {{student}} está confirmada.',
  'booked.button': 'Ver la cita',
  'booked.calendar': 'El archivo de este correo la pone en su calendario.',
  'changed.subject': 'Cita: nueva hora',
  'changed.set': 'La cita de {{student}} cambió. Ahora es así:',
  'cancelled.subject': 'Cita cancelada',
  'cancelled.off': 'La cita de {{student}} a esta hora está cancelada:',
  'cancelled.next': 'No tiene que hacer nada. Si hay una nueva hora, le escribiremos.',
  'cancelled.calendar': 'El archivo de este correo la quita de su calendario.',

  'visit.subject': 'Cita: su enlace',
  'visit.join': 'Este es el enlace para entrar a la cita de {{student}}.',
  'visit.button': 'Entrar',
  'visit.device': 'El enlace funciona en el primer teléfono o computadora que lo abra. Púlselo unos minutos antes de empezar.',

  'sign-in.subject': 'Su enlace para entrar',
  'sign-in.press_one': 'Pulse el botón para entrar. Funciona una sola vez, durante {{count}} minuto.',
  'sign-in.press_other': 'Pulse el botón para entrar. Funciona una sola vez, durante {{count}} minutos.',
  'sign-in.button': 'Entrar',
  'sign-in.not-you': 'Si usted no lo pidió, no haga nada. Nadie entra hasta que se pulse el botón.',

  'offer.subject': 'Una solicitud espera su respuesta',
  'offer.waits': 'Una solicitud que encaja con su horario espera su sí o su no.',
  'offer.name-later': 'Verá lo necesario para decidir. Los nombres vienen después del sí.',
  'offer.button': 'Ver la solicitud',
  'offer.no-answer': 'Si no responde antes, la solicitud sigue su camino.',

  'entry.summary': 'Cita',
  'entry.description': '¿Preguntas o un cambio? Llame a la escuela.',
} as const satisfies Translation<typeof original>;

import type { DocumentText } from '../../document-text.ts';

export const telehealth: DocumentText = {
  title: 'Reunirse por video',
  summary: '{student} y el terapeuta se reúnen por video, desde un cuarto privado de {school} o desde la casa.',
  body: `
## Cómo funciona
{student} y el terapeuta se ven y se oyen en una pantalla. El terapeuta está en otro lugar. En {school} hay un cuarto privado con una computadora, y una persona adulta de la escuela está cerca. Si la reunión es en casa, {student} necesita un lugar tranquilo donde nadie escuche, y una persona adulta cerca.

## Qué lo mantiene en privado
- La imagen y el sonido van cifrados todo el camino, para que nadie los pueda ver ni oír.
- No se graba nada: ni imagen ni sonido.
- Solo pueden entrar las personas invitadas. El terapeuta deja entrar a cada una.

## Qué puede salir mal
- La conexión se puede cortar. Entonces el terapeuta lo intenta de nuevo y llama al número acordado.
- Alguien cerca de {student} podría oír lo que se dice. El terapeuta pregunta al empezar quién está ahí.
- El video no es lo mejor para todos. Si el terapeuta piensa que no le ayuda a {student}, le dice a usted qué otra cosa podría ayudar.

## Si hay peligro durante una reunión
Al empezar cada reunión, el terapeuta pregunta dónde está {student} y a qué número llamar. Si hay peligro, el terapeuta se queda en la línea y llama a la persona adulta que está cerca, y a los servicios de emergencia si hacen falta. Su sí incluye esto.

## Dónde puede trabajar el terapeuta
El terapeuta debe tener licencia, o un permiso que vale lo mismo, en el estado donde está {student} en ese momento. Avísele al terapeuta si {student} va a estar en otro estado.

## Usted puede elegir
Puede decir que no al video. En ese caso, pregunte al consejero de {school} por ayuda en persona, porque el apoyo de Hallway es por video. También puede parar cualquier día, sin dar una razón: con el enlace que recibió, en Hallway o diciéndoselo al consejero de {school}.

## Hasta cuándo vale
Su sí vale hasta el {until}.`,
};

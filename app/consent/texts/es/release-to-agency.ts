import type { DocumentText } from '../../document-text.ts';

export const releaseToAgency: DocumentText = {
  title: 'Lo que {school} puede contarle a {agencies}',
  summary: 'Quién es {student}, su horario de clases y por qué la escuela pidió ayuda. Nada más.',
  body: `
## Quién le cuenta a quién
La escuela {school} puede dar los datos de abajo sobre {student} a: {agencies}. A nadie más.

## Qué puede contar
- Nombre, fecha de nacimiento, grado y el idioma que habla {student}.
- El horario de clases, para que las reuniones no caigan siempre en la misma clase.
- Por qué la escuela pidió ayuda, qué ha intentado y sus respuestas a las preguntas sobre seguridad.
- El nombre de usted y cómo comunicarse con usted.

## Qué no cuenta
- Ni calificaciones ni registros de disciplina.
- Ni registros de educación especial ni de la enfermería.

## Para qué
Para encontrar al terapeuta adecuado, acordar las horas y ayudar a {student}. Las agencias no lo pueden usar para otra cosa, ni pasarlo a otros si usted no está de acuerdo o la ley no lo dice.

## Sus derechos
- Es su decisión. Una ley llamada FERPA dice que la escuela tiene que preguntarle primero, por escrito.
- Puede pedirle a {school} una copia de lo que se contó, y la lista de cuándo y a quién.
- Puede parar esto cualquier día. Lo que ya se contó no se puede deshacer. Sin esto el terapeuta no puede saber quién viene, así que el apoyo también para.

## Hasta cuándo vale
Su sí vale hasta el {until}. Solo nombra a las agencias de arriba. Para cualquier otra agencia le volvemos a preguntar.`,
};

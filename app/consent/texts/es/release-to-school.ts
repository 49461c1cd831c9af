import type { DocumentText } from '../document.ts';

/** The same elements as the English text (45 CFR 164.508(c)). */
export const releaseToSchool: DocumentText = {
  title: '{agencies} le cuenta a {school} si {student} fue',
  summary: 'Solo tres cosas: empezó, asiste, terminó. Nunca lo que dice {student}. Esto es como usted quiera.',
  body: `## De qué se trata
Lo que anota el terapeuta es un expediente de salud. Una ley federal, HIPAA, lo protege. {agencies} necesita su permiso firmado antes de contarle algo de eso a la escuela.

## Quién le cuenta a quién
{agencies} le cuenta a {counselor} y a los demás consejeros de {school}.

## Qué se cuenta
- que el apoyo empezó, sigue o terminó
- el día y la hora de las visitas, y si {student} fue, llegó tarde, se fue antes o faltó y por qué

No se cuenta: lo que dice {student}, lo que piensa o escribe el terapeuta, ningún diagnóstico, ninguna respuesta a cuestionarios.

## Para qué es
Para que {counselor} sepa que {student} recibe ayuda, pueda acompañar a {student} cuando falte a una visita y pueda hacer algo si el apoyo termina.

## Bueno saber
Cuando la escuela ya lo sabe, lo protegen las reglas de privacidad de la escuela (FERPA), ya no HIPAA.

La recepción siempre ve cuándo y en qué cuarto tiene que estar {student}, para que el cuarto esté libre y nadie lo ande buscando. No ve por qué.

## Sus derechos
- Usted decide con libertad. Esto no hace falta para empezar: si dice que no, el apoyo puede empezar igual.
- Puede parar cualquier día. Abra otra vez esta página, entre a Hallway, o dígaselo al terapeuta. Desde ese momento no se cuenta nada más. Lo que ya se contó no se puede borrar.
- Puede pedirle a {agencies} una copia de lo que se contó.

## Cuánto dura
Este permiso vale hasta el {until}. Después se le pregunta otra vez.`,
};

import type { DocumentText } from '../document.ts';

/** The same elements as the English text (34 CFR 99.30(b)). */
export const releaseToAgency: DocumentText = {
  title: '{school} le cuenta a {agencies} sobre {student}',
  summary: 'Quién es {student}, por qué pidió ayuda la escuela, el horario y cómo comunicarse con usted. Nada más.',
  body: `## De qué se trata
Una ley federal, la Ley de Derechos Educativos y Privacidad Familiar (FERPA), protege los expedientes escolares. La escuela necesita su permiso firmado antes de darlos a alguien de fuera.

## Quién le cuenta a quién
{school} le cuenta a {agencies}. Hasta que un terapeuta acepte trabajar con {student}, los terapeutas solo ven la edad, el motivo y el idioma, sin ningún nombre.

## Qué se cuenta
- el nombre, la fecha de nacimiento, el grado y la escuela de {student}
- por qué la escuela pidió apoyo: el motivo, lo que la escuela escribió, lo que ya intentó y las preguntas de seguridad que hizo
- el idioma que habla su familia y lo que usted pidió
- el horario de clases, en lo que haga falta para encontrar una hora
- el nombre de usted y cómo comunicarse con usted

No se cuentan: calificaciones, resultados de pruebas, expedientes de disciplina o de educación especial, ni expedientes de la enfermería de la escuela.

## Para qué es
Para encontrar al terapeuta adecuado para {student}, empezar bien y encontrar horas que cuesten lo menos posible de clase. {agencies} puede usarlo solo para eso y no puede pasarlo a otros sin permiso de usted, salvo que la ley lo exija.

## Sus derechos
- Puede pedirle a {school} una copia de lo que se contó. Cada vez que se cuenta algo queda anotado, y usted puede pedir ver esa lista.
- Usted decide con libertad. Si dice que no, nada cambia para {student} en la escuela. Pero el apoyo no puede empezar, porque el terapeuta no sabría nada.
- Puede parar cualquier día. Abra otra vez esta página, entre a Hallway, o dígaselo a {counselor}. Desde ese momento no se cuenta nada más. Lo que ya se contó no se puede borrar.

## Cuánto dura
Este permiso vale hasta el {until}. Después se le pregunta otra vez.`,
};

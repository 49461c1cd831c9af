import type { DocumentText } from '../document.ts';

export const service: DocumentText = {
  title: 'Apoyo para {student} con un terapeuta',
  summary: 'Pláticas regulares con un terapeuta de {agencies}. {student} puede parar cualquier día.',
  body: `## De qué se trata
{school} le pide permiso para que {student} reciba apoyo de un terapeuta. El terapeuta trabaja para {agencies}, no para la escuela. Tiene licencia en el estado donde esté {student} durante la visita.

## Qué pasa en una visita
El terapeuta y {student} hablan, y a veces dibujan, juegan o practican cosas juntos: cómo manejar las preocupaciones, la tristeza, el enojo o el estrés, cómo dormir mejor, cómo llevarse bien con los demás. Casi siempre la visita es una vez por semana y dura más o menos una clase. El terapeuta hace un plan con {student} y con usted, y lo revisa de vez en cuando.

El terapeuta no da medicinas, no hace pruebas para decidir en qué clase va un estudiante y no escribe informes para un juez con base en este permiso.

## Lo bueno y lo difícil
Muchos estudiantes se sienten mejor, duermen mejor y faltan menos a la escuela. Nadie lo puede prometer. Hablar de cosas difíciles puede doler más por un tiempo. Si pasa, dígaselo al terapeuta o a {counselor}. Usted puede pedir otro terapeuta.

Hay otras formas de recibir ayuda: su médico, una clínica o un terapeuta que usted elija, o solo la consejería de la escuela. Puede usarlas en lugar de este apoyo, o además de él.

## Lo que queda en privado
Lo que {student} dice en una visita queda entre {student} y el terapeuta. El terapeuta guarda un expediente de salud en {agencies}. La escuela no puede leerlo.

Hay límites, y son de ley:
- Si {student} puede morir o lastimarse gravemente, o lastimar gravemente a alguien, el terapeuta avisa a quien pueda ayudar.
- Si alguien lastima o descuida a un menor, el terapeuta debe denunciarlo.
- Si lo ordena un juez, puede haber que mostrar un expediente.

Como padre, madre o tutor, usted puede preguntarle al terapeuta cómo va {student}. Casi siempre puede ver también el expediente. Las reglas las pone la ley del estado, que puede darles voz a los estudiantes mayores. El terapeuta le explicará las reglas de su estado.

## Cuánto cuesta
Nadie puede enviarle a su familia una cuenta por esto sin preguntarle antes y decirle el precio. Si tiene preguntas sobre el costo o el seguro, hable con {counselor}.

## Sus derechos
- Usted decide con libertad. Si dice que no, nada cambia para {student} en la escuela: ni las calificaciones, ni las clases, ni la ayuda que la escuela ya le da.
- Puede parar cualquier día. Abra otra vez esta página, entre a Hallway, o dígaselo a {counselor} o al terapeuta. Termina desde ese momento.
- Puede hacer preguntas antes de firmar y siempre que quiera después.
- Recibe una copia de lo que firma. Puede pedirle a {school} una en papel.

## Cuánto dura
Este permiso vale hasta el {until}. Después se le pregunta otra vez.`,
};

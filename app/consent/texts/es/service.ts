import type { DocumentText } from '../../document-text.ts';

export const service: DocumentText = {
  title: 'Un apoyo para {student}',
  summary: '{student} podrá hablar con una persona terapeuta con licencia de {agencies}, más o menos una vez por semana.',
  body: `
## Qué es
La escuela {school} piensa que hablar con un terapeuta podría ayudar a {student}. Un terapeuta es un profesional con licencia que escucha y ayuda a niños y jóvenes con preocupaciones, tristeza o momentos difíciles. El terapeuta trabaja para una de estas agencias: {agencies}.
El terapeuta y {student} se reúnen por video, casi siempre una vez por semana, durante un período de clase o menos. Antes de la primera reunión le decimos el nombre del terapeuta, el día y la hora.

## Qué no es
- No es medicina. El terapeuta no receta medicinas.
- No es un servicio de emergencia. Si {student} está en peligro ahora, llame al 911. Puede llamar o enviar un mensaje de texto al 988 a cualquier hora.
- No es una calificación ni un castigo, y no cambia nada en la escuela para {student}.

## Lo bueno y lo difícil
Muchos niños y jóvenes se sienten mejor y les va mejor después de unas semanas. Nadie lo puede prometer. Hablar de cosas difíciles puede sentirse peor antes de sentirse mejor. Usted y {student} pueden preguntar en cualquier momento cuál es el plan y qué otra cosa podría ayudar.

## Qué queda en privado
Lo que dice {student} queda entre {student} y el terapeuta. Hay límites, y el terapeuta los explica en la primera reunión:
- Si {student} puede estar en peligro, o puede hacerle daño a alguien, el terapeuta avisa a quien pueda ayudar. Si es seguro hacerlo, le avisa primero a usted.
- Si un menor puede estar sufriendo abuso o descuido, la ley obliga al terapeuta a reportarlo.
- Si un juez lo ordena, el terapeuta tiene que cumplir la ley.
Usted puede preguntarle al terapeuta cómo va {student}. La ley también le da derecho a ver los registros.

## Cuánto cuesta
La escuela {school} y las agencias trabajan juntas en una asociación. La asociación paga, o alguien le dice cualquier costo antes de empezar. Nunca se le cobra algo que no se le dijo.

## Puede parar cualquier día
Decir que sí es su decisión. Puede decir que no, o parar cualquier día, sin dar una razón. Nada cambia para {student} en la escuela. Para parar, use el enlace que recibió, entre a Hallway o dígaselo al consejero de {school}.

## Hasta cuándo vale
Su sí vale hasta el {until}. Después, nada continúa si usted no vuelve a decir que sí.`,
};

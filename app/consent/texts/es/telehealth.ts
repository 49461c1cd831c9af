import type { DocumentText } from '../document.ts';

export const telehealth: DocumentText = {
  title: 'Visitas por video',
  summary: '{student} y el terapeuta se ven y se oyen en una pantalla. No se graba nada.',
  body: `## De qué se trata
El terapeuta no está en el cuarto. {student} y el terapeuta se ven y se oyen por una conexión de video segura, en un cuarto privado de {school}, o en la casa si así se acordó con usted.

## Cómo se protege la privacidad
- La imagen y el sonido viajan cifrados de un aparato al otro.
- No se graba nada: ni imagen ni sonido.
- En la escuela, {student} está en un cuarto privado, y un adulto de la escuela está cerca pero no escucha.
- En la casa, escoja por favor un cuarto con puerta, donde nadie escuche.
- El terapeuta también está en un cuarto privado.

Ninguna tecnología es perfecta. Hay un pequeño riesgo de que alguien entre a la conexión o la escuche.

## Antes de cada visita
El terapeuta pregunta dónde está {student}, quién más está ahí y un número de teléfono para llamar. Es por seguridad: si pasa algo, la ayuda tiene que saber a dónde ir. El terapeuta solo puede tener la visita si tiene licencia en ese estado.

## Si se corta la conexión
El terapeuta intenta llamar al número que se dio. Si no se puede, {student} regresa a su clase y se busca otra hora con usted. Una visita que se cortó nunca es culpa de {student}.

## Si hay peligro
El video no es para emergencias. Si {student} corre peligro durante una visita, el terapeuta sigue en la línea, llama al adulto que está cerca y llama a emergencias del lugar donde está {student}. En una emergencia a cualquier otra hora, llame al 911, o llame o envíe un mensaje de texto al 988.

## Cuando el video no es lo adecuado
A veces el video no sirve, por ejemplo si {student} necesita ayuda en persona. Entonces el terapeuta lo dice y ayuda a buscar otra cosa.

## Sus derechos
- Puede decir que no al video. Este apoyo es solo por video, así que entonces no podría empezar. {counselor} puede contarle de ayudas en persona.
- Puede parar cualquier día. Abra otra vez esta página, entre a Hallway, o dígaselo a {counselor} o al terapeuta. Termina desde ese momento.

## Cuánto dura
Este permiso vale hasta el {until}. Después se le pregunta otra vez.`,
};

import type { DocumentText } from '../../document-text.ts';

export const releaseToSchool: DocumentText = {
  title: 'Lo que {agencies} puede contarle a {school}',
  summary: 'Solo tres cosas: que empezó, si {student} asiste y que terminó. Nunca lo que dice {student}.',
  body: `
## Quién le cuenta a quién
Pueden contar lo de abajo sobre {student}: {agencies}. Solo al consejero de {school}. A nadie más.

## Qué puede contar
- Que el apoyo empezó, y cuándo terminó.
- Si {student} vino a cada reunión, llegó tarde o no vino.

## Qué no cuenta
- Nunca lo que dice {student}.
- Ni notas del terapeuta, ni diagnósticos, ni resultados de cuestionarios.

## Para qué
Para que la escuela sepa que {student} recibe ayuda y pueda preguntar qué pasa cuando {student} falta a una reunión.

## Si dice que no
El apoyo puede empezar igual. Para las reuniones en la escuela, la escuela sí sabe que un cuarto está ocupado y a qué hora, porque ella lo abre. No se le cuenta nada más.

## Sus derechos
- Es su decisión. La ayuda para {student} no depende de esto.
- Puede parar esto cualquier día, igual que todo lo demás. Lo que ya se contó no se puede deshacer.
- Lo que se le cuenta a la escuela pasa a ser parte de lo que sabe la escuela. Entonces lo protegen las reglas de los registros escolares (FERPA) y no las de los registros de salud (HIPAA).
- Si {student} está en peligro, se avisa a quien pueda ayudar, sin importar lo que usted elija aquí.

## Hasta cuándo vale
Su sí vale hasta el {until}.`,
};

import type { Translation } from '../catalogue.ts';
import type { sessions as original } from '../en/sessions.ts';

/** Seguir con la sesión abierta, confirmar quién es uno, y el cierre de la sesión. */
export const sessions: Translation<typeof original> = {
  'stepUp.title': 'Confirme que es usted',
  'stepUp.lede': 'Lo que va a hacer muestra o cambia mucho. Por eso preguntamos una vez más. Después sigue donde estaba.',
  'stepUp.demo': 'Confirmar que soy yo',
  'stepUp.demoText': 'En la demostración nadie tiene llave de acceso ni código. Este botón los reemplaza.',
  'stepUp.again': 'Iniciar sesión de nuevo',
  'stepUp.againText': 'También puede iniciar sesión de nuevo. Después vuelve a la misma página.',
  'stepUp.doneTitle': 'Gracias',
  'stepUp.done': 'Queda confirmado que es usted.',
  'stepUp.doneText': 'Cierre esta pestaña. Vuelva a la otra y presione el botón otra vez. Tiene 5 minutos.',
  'stepUp.keptText': 'Lo que escribió sigue aquí. Confirme que es usted en otra pestaña y vuelva a presionar el botón aquí.',
  'stepUp.inNewTab': 'Confirmar que soy yo (se abre otra pestaña)',
  'refusal.not-fresh': 'Todavía no se hizo nada: primero confirme que es usted.',

  'shared.label': 'Este dispositivo es compartido: cerrar mi sesión a los {{minutes}} minutos sin uso, no a los {{usual}}',
  'ended.idle': 'Su sesión se cerró después de {{minutes}} minutos sin uso.',
  'ended.idleText': 'Todo lo que había guardado sigue guardado. Inicie sesión de nuevo y volverá a la misma página.',
  'ended.ended_elsewhere': 'Su sesión se cerró desde otro dispositivo.',
  'ended.ended_elsewhereText': 'Alguien que entró con su nombre cerró esta sesión. Si no fue usted, avise ahora a su coordinación o a la escuela.',
  'ended.access_ended': 'Su sesión se cerró porque su acceso cambió.',
  'ended.access_endedText': 'Si todavía tiene un lugar aquí, puede iniciar sesión de nuevo. Si es un error, pregunte a su coordinación o a la escuela.',

  'idle.title': '¿Sigue ahí?',
  'idle.text': 'Nadie ha usado esta página desde hace un rato. Para proteger lo que hay aquí, su sesión se cerrará en 2 minutos como máximo. No se pierde nada de lo que guardó.',
  'idle.left': 'Tiempo que queda: {{left}}',
  'idle.seconds': 'Su sesión se cerrará en {{seconds}} segundos.',
  'idle.stay': 'Seguir con la sesión abierta',
  'idle.signOff': 'Cerrar sesión ahora',

  'stepUp.passkey': 'Confirmar con su llave de acceso',
  'stepUp.code': 'Código de su aplicación',
  'stepUp.codeSend': 'Confirmar con el código',
  'stepUp.codeWrong': 'Este código no corresponde o ya se usó. Espere el siguiente.',
  'stepUp.wait_one': 'Fueron muchos intentos en poco tiempo. Intente de nuevo en {{count}} minuto.',
  'stepUp.wait_other': 'Fueron muchos intentos en poco tiempo. Intente de nuevo en {{count}} minutos.',
};

import type { Translation } from '../catalogue.ts';
import type { waysIn as original } from '../en/ways-in.ts';

/** How members come in: passkeys, passwords with codes, invitations, and help when nothing of it works. */
export const waysIn: Translation<typeof original> = {
  'own.heading': 'Entrar con su propia cuenta',
  'own.lede': 'Para quienes trabajan en una escuela, un distrito o una agencia.',
  'own.cannot': 'No puedo entrar',

  'passkey.use': 'Entrar con una llave de acceso',
  'passkey.make': 'Crear una llave de acceso',
  'passkey.busy': 'Su aparato le está preguntando…',
  'passkey.what': 'Su teléfono, su computadora o su gestor de contraseñas guarda la llave de acceso. Usted muestra un dedo, la cara o el código del aparato, y ya está. No hay nada que escribir ni nada que una página falsa le pueda quitar.',
  'passkey.unable': 'Este navegador no puede usar llaves de acceso aquí. Pruebe con otro navegador o de la otra manera, más abajo.',
  'passkey.noScript': 'Las llaves de acceso necesitan JavaScript, que está apagado en este navegador. La otra manera funciona sin él.',
  'passkey.cancelled': 'No se completó. Nada cambió. Puede intentarlo de nuevo.',
  'passkey.already': 'Este aparato ya tiene una llave de acceso suya.',
  'passkey.unreachable': 'No se pudo llegar a Hallway. Revise la red e inténtelo de nuevo.',
  'passkey.passkey-refused': 'Hallway no conoce esta llave de acceso, o la respuesta tardó demasiado. Inténtelo de nuevo o elija otra.',
  'passkey.not-fresh': 'Hace un rato que inició sesión. Cargue esta página otra vez: le pregunta quién es y después puede seguir aquí.',
  'passkey.link-ended': 'Esta invitación ya no funciona. Cargue esta página otra vez para ver qué puede hacer.',
  'passkey.link-spent': 'Esta invitación ya se usó. Cargue esta página otra vez para ver qué puede hacer.',
  'passkey.link-unknown': 'Esta invitación no funciona. Cargue esta página otra vez para ver qué puede hacer.',
  'passkey.already-set-up': 'Usted ya tiene una manera de entrar. Use esa.',
  'passkey.name': '¿Cómo la quiere llamar?',
  'passkey.nameHint': 'Por ejemplo «Mi teléfono», para distinguirla de otras.',

  'password.with': 'Con una contraseña y un código',
  'password.address': 'Su correo electrónico del trabajo',
  'password.password': 'Contraseña',
  'password.code': 'Código de su aplicación',
  'password.codeHint': 'Los seis dígitos que muestra ahora su aplicación de códigos, o uno de sus códigos de respaldo.',
  'password.signIn': 'Entrar',
  'password.wrong': 'Esos datos no van juntos.',
  'password.wrongText': 'Revise el correo, la contraseña y el código. Cada código funciona una vez: espere el siguiente. No decimos cuál de los tres falló, para no dar pistas a nadie.',
  'tries.wait_one': 'Fueron muchos intentos en poco tiempo. No se perdió nada. Inténtelo de nuevo en {{count}} minuto.',
  'tries.wait_other': 'Fueron muchos intentos en poco tiempo. No se perdió nada. Inténtelo de nuevo en {{count}} minutos.',
};

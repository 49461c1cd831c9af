import type { Translation } from '../catalogue.ts';
import type { shell as original } from '../en/shell.ts';

export const shell: Translation<typeof original> = {
  brand: 'Hallway',
  home: 'Hallway, ir a la primera página',
  skip: 'Ir directo a la página',
  'title.page': '{{page}}: Hallway',

  'nav.main': 'Principal',
  'nav.menu': 'Menú',
  'nav.needsYou_one': '{{count}} le espera',
  'nav.needsYou_other': '{{count}} le esperan',
  'place.today': 'Hoy',
  'place.waiting': 'Lista de espera',
  'place.staff': 'Personal',
  'place.offers': 'Propuestas',
  'place.caseload': 'A su cargo',
  'place.practice': 'Su práctica',
  'place.trail': 'Registro',
  'search.label': 'Buscar estudiante',
  'role.counselor': 'Consejería escolar',
  'role.front_office': 'Recepción',
  'role.therapist': 'Terapeuta',
  'role.coordinator': 'Coordinación',
  'role.agency_administrator': 'Administración de la agencia',
  'role.privacy_officer': 'Privacidad',
  'role.at': '{{role}}, {{organisation}}',
  'signOff': 'Salir',

  'theme.label': 'Cambiar entre claro y oscuro',
  'theme.light': 'Claro',
  'theme.dark': 'Oscuro',
  'theme.system': 'Igual que este aparato',
  'language.label': 'Idioma: {{name}}. Cambiar',

  'error.door': 'Una puerta cerrada',
  'error.happened': 'Qué pasó',
  'error.kept': 'Qué quedó guardado',
  'error.now': 'Qué puede hacer ahora',
  'error.toFirstPage': 'Ir a la primera página',
  'error.tryAgain': 'Probar otra vez',
  'error.number': 'Si pide ayuda a alguien, dele este número: {{number}}',

  'missing.title': 'Aquí no hay ninguna puerta',
  'missing.happened': 'Esta dirección no tiene página, o es una página que usted no puede abrir.',
  'missing.kept': 'Nada cambió. Todo lo que guardó antes sigue ahí.',
  'missing.now': 'Revise si la dirección está bien escrita, o empiece desde la primera página.',

  'forbidden.title': 'Esta puerta no es para usted',
  'forbidden.happened': 'Usted entró con su cuenta, pero su trabajo aquí no incluye esta página.',
  'forbidden.kept': 'Nada cambió.',
  'forbidden.now': 'Si la necesita para su trabajo, pregunte a su coordinador.',

  'expired.title': 'Este enlace ya no funciona',
  'expired.happened': 'Los enlaces sirven por poco tiempo, y algunos una sola vez. Así lo de su familia queda en privado.',
  'expired.kept': 'Todo lo que envió antes está guardado. No se perdió nada.',
  'expired.now': 'Llame o escriba a quien se lo mandó. Le puede mandar otro en un minuto.',

  'busy.title': 'Un momento, por favor',
  'busy.happened': 'Una parte de Hallway no responde en este momento.',
  'busy.kept': 'Todo lo que guardó antes sigue ahí. Si acaba de enviar algo, mire primero si llegó.',
  'busy.now': 'Espere un minuto y pruebe otra vez.',

  'broken.title': 'Algo falló de nuestro lado',
  'broken.happened': 'Un error de Hallway detuvo esta página. No es culpa suya.',
  'broken.kept': 'Todo lo que guardó antes sigue ahí. Si acaba de enviar algo, mire primero si llegó.',
  'broken.now': 'Pruebe otra vez. Si pasa dos veces, avise a su coordinador.',

  'offline.title': 'No hay conexión',
  'offline.happened': 'Su aparato no puede llegar a Hallway en este momento.',
  'offline.kept': 'Todo lo que guardó antes sigue ahí. Lo que escribió y no llegó a enviar quizás haya que escribirlo otra vez.',
  'offline.now': 'Revise su conexión a internet y pruebe otra vez.',

  'refused.title': 'Eso no se pudo hacer',
  'refused.happened': 'Lo que envió ya no corresponde con lo que hay ahora.',
  'refused.kept': 'Nada cambió. Todo lo que guardó antes sigue ahí.',
  'refused.now': 'Cargue la página otra vez y mire qué cambió.',
};

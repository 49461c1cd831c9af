import { useText } from '../i18n/use-text.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { idleMinutes, sharedIdleMinutes } from './idle.ts';

/** A tick in each form that begins a session: on a device that others use too, the session ends sooner. Read with {@link isSharedDevice}. */
export function SharedDevice() {
  const t = useText('sessions');
  return <Checkbox name="sharedDevice" label={t('shared.label', { minutes: sharedIdleMinutes, usual: idleMinutes })} />;
}

/** What {@link SharedDevice} says in a form that was sent; goes to `beginSession`. */
export function isSharedDevice(form: FormData): boolean {
  return form.get('sharedDevice') === 'on';
}

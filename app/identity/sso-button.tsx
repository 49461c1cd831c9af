import { Building2 } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { SharedDevice } from './shared-device.tsx';

/** Leads to the single sign-on of the district or agency; a plain form, as it leaves the portal. `again`: to show there once more who one is. */
export function SsoButton({ name, to, again = false }: { name: string; to: string; again?: boolean }) {
  const t = useText('sessions');
  return (
    <form method="post" action="/sign-in/sso" className="stack-3">
      <input type="hidden" name="to" value={to} />
      {again ? <input type="hidden" name="again" value="yes" /> : <SharedDevice />}
      <p><Button icon={Building2} tone={again ? 'primary' : 'normal'}>{t(again ? 'sso.again' : 'sso.use', { name })}</Button></p>
    </form>
  );
}

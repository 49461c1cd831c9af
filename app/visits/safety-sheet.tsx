import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { PhoneNumber } from './phone-number.tsx';
import type { StartGate } from './start-gate.server.ts';

/**
 * What is needed in an emergency, on one sheet that needs no video server: where the student is, the adult near by, the number to call back,
 * 911 and 988. It tells nobody anything by itself; the therapist decides.
 */
export function SafetySheet({ gate, student }: { gate: StartGate; student: string }) {
  const t = useText('visits');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="button" tone="danger" icon={ShieldAlert} onClick={() => setOpen(true)}>{t('safety.button')}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('safety.title', { student })} danger>
        <p><b>{t('safety.danger')}</b> {t('safety.say')}</p>
        <Facts wide facts={[
          { key: 'where', name: t('strip.where'), value: `${gate.where}, ${gate.state}` },
          { key: 'present', name: t('strip.present'), value: gate.present },
          { key: 'adult', name: t('strip.adult'), value: gate.adult },
          { key: 'call', name: t('strip.callBack'), value: <PhoneNumber number={gate.callBack} /> },
        ]} />
        <p className="row">
          <a className="button button--alarm" href="tel:911">{t('safety.call911')}</a>
          <a className="button button--danger" href="tel:988">{t('safety.call988')}</a>
        </p>
        <p className="small soft">{t('safety.stays')}</p>
      </Dialog>
    </>
  );
}

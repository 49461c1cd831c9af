import { MapPin, Pencil, Phone, UserRound, Users } from 'lucide-react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { GateFacts } from '../ui/video-frame.tsx';
import { useZone } from '../ui/zone.tsx';
import { PhoneNumber } from './phone-number.tsx';
import type { StartGate } from './start-gate.server.ts';

/** What the start gate found out, on the screen as long as the visit lasts, and the way to change it ("we moved"). */
export function GateStrip({ gate, onChange }: { gate: StartGate; onChange: () => void }) {
  const t = useText('visits');
  const language = useLanguage();
  const zone = useZone();
  const confirmed = t('strip.confirmed', { time: momentText(gate.confirmedAt, zone, language, 'time') });
  return (
    <GateFacts
      confirmed={confirmed}
      summary={`${gate.where}, ${gate.state}`}
      facts={[
        { key: 'where', icon: MapPin, name: t('strip.where'), value: `${gate.where}, ${gate.state}` },
        { key: 'present', icon: Users, name: t('strip.present'), value: gate.present },
        { key: 'adult', icon: UserRound, name: t('strip.adult'), value: gate.adult },
        { key: 'call', icon: Phone, name: t('strip.callBack'), value: <PhoneNumber number={gate.callBack} /> },
        { key: 'change', icon: Pencil, name: '', value: <Button type="button" tone="plain" onClick={onChange}>{t('strip.change')}</Button> },
      ]}
    />
  );
}

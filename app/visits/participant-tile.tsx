import { MicOff, VideoOff } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Icon } from '../ui/icon.tsx';
import { AttachedVideo } from './attached.tsx';
import type { Picture } from './room-snapshot.ts';

/** How somebody in the room is called here. The video server knows nobody's name; this comes from the portal. */
export type Called = { name: string; note: string | null };

type TileProps = { called: Called; camera: Picture | null; micOn: boolean; speaking?: boolean };

function Marks({ micOn, shaky }: { micOn: boolean; shaky?: boolean }) {
  const t = useText('visits');
  return (
    <>
      {!micOn && <span className="row row--tight"><Icon of={MicOff} />{t('room.muted')}</span>}
      {shaky && <span>{t('room.shaky')}</span>}
    </>
  );
}

/** The large picture of the one who is talked with. */
export function StagePicture({ called, camera, micOn, shaky = false }: TileProps & { shaky?: boolean }) {
  const t = useText('visits');
  return (
    <>
      {camera
        ? <AttachedVideo of={camera} label={t('room.pictureOf', { name: called.name })} className="stage__other object-cover" />
        : <p className="stage__empty"><Icon of={VideoOff} />{t('room.cameraOffOf', { name: called.name })}</p>}
      <p className="stage__name row row--tight"><span><b>{called.name}</b>{called.note && ` ${called.note}`}</span><Marks micOn={micOn} shaky={shaky} /></p>
    </>
  );
}

/** A small picture at the side: somebody who sits in, or oneself (mirrored, as one knows oneself). */
export function SideTile({ called, camera, micOn, speaking = false, mirrored = false }: TileProps & { mirrored?: boolean }) {
  const t = useText('visits');
  return (
    <figure className={`tile${speaking ? ' tile--speaking' : ''}${mirrored ? ' tile--self' : ''}`}>
      {camera
        ? <AttachedVideo of={camera} label={t('room.pictureOf', { name: called.name })} className={`tile__picture${mirrored ? ' tile__picture--mirrored' : ''}`} />
        : <span className="tile__off"><Icon of={VideoOff} /><span className="sr">{t('room.cameraOffOf', { name: called.name })}</span></span>}
      <figcaption>{!micOn && <Icon of={MicOff} />}<b>{called.name}</b>{called.note && <span>{called.note}</span>}{!micOn && <span className="sr">{t('room.muted')}</span>}</figcaption>
    </figure>
  );
}

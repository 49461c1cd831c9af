import { AudioLines, LogOut, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { ControlBar, ControlButton } from '../ui/control-bar.tsx';
import { Icon } from '../ui/icon.tsx';
import { NoPicture, ParticipantTile, Stage, VideoFrame } from '../ui/video-frame.tsx';
import { AttachedPicture, AttachedSound } from './attached.tsx';
import { RoomNotices } from './room-notices.tsx';
import type { PassAnswer, PersonInRoom, RoomPhase } from './room-snapshot.ts';
import { useVideoRoom } from './use-video-room.client.ts';

/** How somebody in the room is called here. The video server knows nobody's name; this comes from the portal. */
export type Called = { name: string; note: string | null; main: boolean };

export type VideoRoomProps = {
  title: ReactNode;
  place?: ReactNode;
  clock?: ReactNode;
  /** Facts that never leave the screen: what the start gate found out. */
  facts?: ReactNode;
  panel?: ReactNode;
  safety?: ReactNode;
  callBack: ReactNode;
  notices?: ReactNode;
  /** Null for somebody whom the portal does not know of: drawn as such, never hidden. */
  calledOf: (identity: string) => Called | null;
  askForPass: () => Promise<PassAnswer>;
  /** The visit is over for this browser. */
  onOver: (phase: RoomPhase, reason: string | null) => void;
  /** In place of the plain button to leave (the therapist chooses between leaving and ending for all). */
  leaving?: (leave: () => void) => ReactNode;
};

const over = new Set<RoomPhase>(['refused', 'elsewhere', 'removed', 'ended', 'left']);

/** The visit itself: pictures, voices, the controls, and what stands in the way. */
export default function VideoRoom({ callBack, notices, calledOf, askForPass, onOver, leaving, ...page }: VideoRoomProps) {
  const t = useText('visits');
  const { snapshot, connection } = useVideoRoom(askForPass);
  const { phase, reason, others, self, encrypted, quality } = snapshot;
  useEffect(() => {
    if (over.has(phase)) onOver(phase, reason);
  }, [phase, reason, onOver]);

  const named = others.map((person) => ({ person, called: calledOf(person.identity) ?? { name: t('room.unknown'), note: null, main: false } }));
  const onStage = named.find(({ called }) => called.main) ?? named[0];
  const leave = () => void connection?.leave();

  return (
    <VideoFrame
      title={page.title}
      {...(page.place && { place: page.place })}
      {...(page.clock && { time: page.clock })}
      {...(page.facts && { gate: page.facts })}
      {...(page.panel && { panel: page.panel })}
      encrypted={encrypted}
      net={quality !== 'unknown' && <span className={quality === 'good' ? '' : 'video__net--weak'}><Icon of={AudioLines} /> {t(`room.quality.${quality}`)}</span>}
      controls={(
        <ControlBar safety={page.safety} leave={leaving ? leaving(leave) : <Button type="button" className="controls__leave" icon={LogOut} onClick={leave}>{t('room.leave')}</Button>}>
          <ControlButton pressed={self.micOn} icon={self.micOn ? Mic : MicOff} onClick={() => void connection?.turn('microphone', !self.micOn)}>{self.micOn ? t('room.micOn') : t('room.micOff')}</ControlButton>
          <ControlButton pressed={self.cameraOn} icon={self.cameraOn ? Video : VideoOff} onClick={() => void connection?.turn('camera', !self.cameraOn)}>{self.cameraOn ? t('room.cameraOn') : t('room.cameraOff')}</ControlButton>
        </ControlBar>
      )}
    >
      <Stage
        name={onStage && <><b>{onStage.called.name}</b>{onStage.called.note && ` ${onStage.called.note}`}<Marks person={onStage.person} /></>}
        tiles={(
          <>
            {named.filter((one) => one !== onStage).map(({ person, called }) => (
              <ParticipantTile key={person.identity} name={called.name} role={called.note} {...(!person.micOn && { icon: MicOff })}><Seen track={person.camera} name={called.name} /></ParticipantTile>
            ))}
            <ParticipantTile name={t('room.you')} {...(!self.micOn && { icon: MicOff })}><Seen track={self.camera} name={t('room.you')} mirrored /></ParticipantTile>
          </>
        )}
      >
        {onStage ? <Seen track={onStage.person.camera} name={onStage.called.name} /> : <NoPicture>{phase === 'in' ? t('room.alone') : t('room.entering')}</NoPicture>}
        <RoomNotices snapshot={snapshot} callBack={callBack} onTry={(kind) => void connection?.turn(kind, true)} onSound={() => void connection?.turnSoundOn()}>{notices}</RoomNotices>
        {others.map((person) => person.sound && <AttachedSound key={person.identity} of={person.sound} />)}
      </Stage>
    </VideoFrame>
  );
}

function Seen({ track, name, mirrored = false }: { track: PersonInRoom['camera']; name: string; mirrored?: boolean }) {
  const t = useText('visits');
  return track ? <AttachedPicture of={track} label={t('room.pictureOf', { name })} mirrored={mirrored} /> : <NoPicture>{t('room.cameraOffOf', { name })}</NoPicture>;
}

function Marks({ person }: { person: PersonInRoom }) {
  const t = useText('visits');
  return <>{!person.micOn && ` · ${t('room.muted')}`}{person.shaky && ` · ${t('room.shaky')}`}</>;
}

import { describe, expect, it } from 'vitest';
import { videoConfig } from './config.ts';

describe('the configuration of the media server', () => {
  const text = videoConfig({ signal: 7880, tcp: 7881, udp: 7882 }, 'hwkey', 'secret-of-forty', 'http://localhost:3000/webhooks/livekit');

  it('listens on loopback only, with one UDP port and one TCP port for media', () => {
    expect(text).toContain('bind_addresses: [127.0.0.1]');
    expect(text).toContain('node_ip: 127.0.0.1');
    expect(text).toMatch(/tcp_port: 7881\n\s+udp_port: 7882/);
  });

  it('lets media, and only media, come in over the local network where that is wanted', () => {
    const wide = videoConfig({ signal: 7880, tcp: 7881, udp: 7882 }, 'hwkey', 'secret-of-forty', 'http://localhost:3000/webhooks/livekit', { address: '192.168.1.20', device: 'wlan0' });
    expect(wide).toContain('bind_addresses: [127.0.0.1]');
    expect(wide).toContain('node_ip: 192.168.1.20');
    expect(wide).toMatch(/interfaces:\n\s+includes: \[wlan0\]\n/);
  });

  it('opens no room because somebody with a token asks', () => {
    expect(text).toContain('room:\n  auto_create: false\n');
  });

  it("has this installation's key, and signs its reports to the portal with it", () => {
    expect(text).toContain('  hwkey: secret-of-forty\n');
    expect(text).toContain('  api_key: hwkey\n');
    expect(text).toContain("urls: ['http://localhost:3000/webhooks/livekit']");
  });
});

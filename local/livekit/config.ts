import type { LanAddress } from '../lan/lan-address.ts';

export type VideoPorts = Readonly<{ signal: number; tcp: number; udp: number }>;

/**
 * The media server's configuration, as its YAML file: on loopback only (media on the local network too, where `lan` says so), one UDP port for all media with TCP as the way round, this installation's own keys,
 * and its reports (signed with the same key) to the portal. Rooms are opened by the portal alone, so that a token which still holds does not reopen an ended visit.
 */
export function videoConfig(ports: VideoPorts, key: string, secret: string, webhookUrl: string, lan: LanAddress | null = null): string {
  return [
    `port: ${ports.signal}`,
    'bind_addresses: [127.0.0.1]',
    'rtc:',
    `  tcp_port: ${ports.tcp}`,
    `  udp_port: ${ports.udp}`,
    '  use_external_ip: false',
    `  node_ip: ${lan?.address ?? '127.0.0.1'}`,
    '  interfaces:',
    `    includes: [${lan ? lan.device : 'lo, lo0'}]`,
    `  enable_loopback_candidate: ${!lan}`,
    'room:',
    '  auto_create: false',
    'keys:',
    `  ${key}: ${secret}`,
    'webhook:',
    `  api_key: ${key}`,
    `  urls: ['${webhookUrl}']`,
    'logging:',
    '  level: warn',
    '  json: true',
    '',
  ].join('\n');
}

import dns from 'node:dns/promises';
import https from 'node:https';
import type { ClientRequest } from 'node:http';
import type { RequestOptions } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Loaded before everything else in the processes of a journey's house (`node --import`), and by nothing that is shipped: here the name of a made-up host leads to
 * an address of the open internet, and what is sent to that address goes to the journey's own server. So the portal keeps to its rules about addresses, names and
 * certificates unchanged, and none of its settings leads it elsewhere.
 */
const host = 'calendar.example.org';
const publicAddress = '93.184.215.14';
const port = Number(process.env['JOURNEY_CALENDAR_PORT']);

const { lookup } = dns;
const { request } = https;
const leadsElsewhere = (given: unknown): given is RequestOptions => typeof given === 'object' && given !== null && 'host' in given && given.host === publicAddress;
Object.assign(dns, {
  lookup: (...given: Parameters<typeof lookup>) => (given[0] === host ? Promise.resolve([{ address: publicAddress, family: 4 }]) : lookup(...given)),
});
Object.assign(https, {
  request: (...given: readonly unknown[]) => Reflect.apply(request, https, given.map((one) => (leadsElsewhere(one) ? { ...one, host: '127.0.0.1', port } : one))) as ClientRequest,
});
syncBuiltinESMExports();

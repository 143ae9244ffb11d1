import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { nativeLayout } from '../layout/native-layout.js';
import { defaultSettings } from '../layout/network-settings.js';
import { stateFolder } from '../layout/state-folder.js';
import { renderCryptoConfig } from './crypto-config-yaml.js';

const layout = nativeLayout(
  { ...defaultSettings, consensus: 'bft', peers: 2 },
  stateFolder('/srv/net', 'baytrace'),
);
const config = parse(renderCryptoConfig(layout)) as Record<
  'PeerOrgs' | 'OrdererOrgs',
  { Domain: string; EnableNodeOUs: boolean; Specs: { Hostname: string; SANS: string[] }[] }[]
>;

test('every peer of a jurisdiction also answers to the name of its organisation', () => {
  for (const organisation of config.PeerOrgs) {
    expect(organisation.Specs.map(({ Hostname }) => Hostname)).toEqual(['peer0', 'peer1']);
    for (const { SANS } of organisation.Specs) {
      expect(SANS).toEqual(['localhost', '127.0.0.1', organisation.Domain]);
    }
  }
});

test('each jurisdiction has an organisation of orderers apart from that of its peers, both with roles', () => {
  expect(
    config.OrdererOrgs.map(({ Domain, Specs }) => [Domain, Specs.map(({ Hostname }) => Hostname)]),
  ).toEqual([
    ['orderer.gd.baytrace.internal', ['osn0', 'osn1']],
    ['orderer.hk.baytrace.internal', ['osn0']],
    ['orderer.mo.baytrace.internal', ['osn0']],
  ]);
  expect([...config.OrdererOrgs, ...config.PeerOrgs].every(({ EnableNodeOUs }) => EnableNodeOUs)).toBe(true);
});

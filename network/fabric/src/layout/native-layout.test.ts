import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostAndPort } from '../node-config/address.js';
import type { Layout } from './layout.js';
import { firstChaincodePort, nativeLayout, portsOfANetwork } from './native-layout.js';
import { defaultSettings, type NetworkSettings } from './network-settings.js';
import { stateFolder } from './state-folder.js';

function layoutOf(settings: Partial<NetworkSettings>): Layout {
  return nativeLayout({ ...defaultSettings, ...settings }, stateFolder('/srv/net', 'baytrace'));
}

function portsOf(layout: Layout): number[] {
  const addresses = [
    ...layout.orderers.flatMap(({ service, admin, operations }) => [service, admin, operations]),
    ...layout.peers.flatMap(({ service, chaincodeListener, operations }) => [
      service,
      chaincodeListener,
      operations,
    ]),
  ];
  return addresses.map(({ listen }) => hostAndPort(listen).port);
}

describe('the layout of a network on one machine', () => {
  test('gives every listener a port of its own, between the base port and the chaincode servers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('raft' as const, 'bft' as const),
        fc.constantFrom(1 as const, 2 as const),
        fc.integer({ min: 1024, max: 65_536 - portsOfANetwork }),
        (consensus, peers, basePort) => {
          const layout = layoutOf({ consensus, peers, basePort });
          const ports = portsOf(layout);
          expect(new Set(ports).size).toBe(ports.length);
          expect(Math.min(...ports)).toBe(basePort);
          expect(Math.max(...ports)).toBeLessThan(firstChaincodePort(layout.settings));
        },
      ),
    );
  });

  test('listens on the loopback interface only', () => {
    for (const { service, operations } of [...layoutOf({}).orderers, ...layoutOf({}).peers]) {
      expect([service.listen, operations.listen].map((address) => hostAndPort(address).host)).toEqual([
        '127.0.0.1',
        '127.0.0.1',
      ]);
    }
  });

  test('has one orderer in each jurisdiction with Raft, and a fourth in Guangdong with BFT', () => {
    const ids = (consensus: 'raft' | 'bft'): string[] => layoutOf({ consensus }).orderers.map(({ id }) => id);
    expect(ids('raft')).toEqual(['orderer-gd', 'orderer-hk', 'orderer-mo']);
    expect(ids('bft')).toEqual(['orderer-gd', 'orderer-hk', 'orderer-mo', 'orderer2-gd']);
    expect(layoutOf({ consensus: 'bft' }).orderers.map(({ consenter }) => consenter)).toEqual([1, 2, 3, 4]);
  });

  test('has two peers in each jurisdiction when asked to', () => {
    expect(layoutOf({ peers: 2 }).peers.map(({ id }) => id)).toEqual([
      ...['peer0-gd', 'peer0-hk', 'peer0-mo'],
      ...['peer1-gd', 'peer1-hk', 'peer1-mo'],
    ]);
  });

  test('keeps data, settings and keys of each node in folders of its own', () => {
    const layout = layoutOf({ consensus: 'bft', peers: 2 });
    const folders = [...layout.orderers, ...layout.peers].flatMap(
      (node) => Object.values(node.folders) as string[],
    );
    expect(new Set(folders).size).toBe(folders.length);
  });
});

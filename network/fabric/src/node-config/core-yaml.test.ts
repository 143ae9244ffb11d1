import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { nativeLayout } from '../layout/native-layout.js';
import { defaultSettings, type NetworkSettings } from '../layout/network-settings.js';
import { stateFolder } from '../layout/state-folder.js';
import { renderCoreYaml } from './core-yaml.js';

function rendered(settings: Partial<NetworkSettings> = {}): Record<string, unknown>[] {
  const layout = nativeLayout({ ...defaultSettings, ...settings }, stateFolder('/srv/net', 'baytrace'));
  return layout.peers.map((peer) => parse(renderCoreYaml(peer, layout)) as Record<string, unknown>);
}

describe('core.yaml', () => {
  test('turns on the system chaincodes and the built-in handlers, which are off when left out', () => {
    const [core] = rendered();
    expect(core).toMatchObject({
      chaincode: { system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' } },
      peer: {
        handlers: {
          authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
          endorsers: { escc: { name: 'DefaultEndorsement' } },
          validators: { vscc: { name: 'DefaultValidation' } },
        },
      },
    });
  });

  test('runs chaincode through our builder, never through a container engine', () => {
    const [core] = rendered();
    expect(core).toMatchObject({
      vm: { endpoint: '' },
      chaincode: {
        keepalive: 0,
        externalBuilders: [{ name: 'baytrace-service', propagateEnvironment: ['CHAINCODE_SERVERS'] }],
      },
    });
  });

  test('speaks TLS with the node’s own certificate', () => {
    const [core] = rendered();
    const tls = '/srv/net/crypto/peerOrganizations/gd.baytrace.internal/peers/peer0.gd.baytrace.internal/tls';
    expect(core).toMatchObject({
      peer: {
        localMspId: 'GuangdongMSP',
        tls: {
          enabled: true,
          cert: { file: `${tls}/server.crt` },
          key: { file: `${tls}/server.key` },
          rootcert: { file: `${tls}/ca.crt` },
        },
      },
    });
  });

  test('tells other organisations where the peer is, so that it endorses for them', () => {
    const [core] = rendered();
    expect(core).toMatchObject({ peer: { gossip: { externalEndpoint: '127.0.0.1:7100', orgLeader: true } } });
  });

  test('introduces two peers of a jurisdiction to each other, and a single one to itself', () => {
    expect(rendered()[0]).toMatchObject({ peer: { gossip: { bootstrap: '127.0.0.1:7100' } } });
    const two = rendered({ peers: 2 });
    expect(two[0]).toMatchObject({ peer: { gossip: { bootstrap: '127.0.0.1:7130' } } });
    expect(two[3]).toMatchObject({ peer: { gossip: { bootstrap: '127.0.0.1:7100' } } });
  });

  test('keeps the ledger and its snapshots in the data folder of the node', () => {
    expect(rendered()[1]).toMatchObject({
      peer: { fileSystemPath: '/srv/net/nodes/peer0-hk/data' },
      ledger: { snapshots: { rootDir: '/srv/net/nodes/peer0-hk/data/snapshots' } },
      metrics: { provider: 'prometheus' },
    });
  });
});

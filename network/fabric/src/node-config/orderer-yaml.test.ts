import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { nativeLayout } from '../layout/native-layout.js';
import { defaultSettings, type Consensus } from '../layout/network-settings.js';
import { stateFolder } from '../layout/state-folder.js';
import { renderOrdererYaml } from './orderer-yaml.js';

function rendered(consensus: Consensus): unknown {
  const layout = nativeLayout({ ...defaultSettings, consensus }, stateFolder('/srv/net', 'baytrace'));
  const [orderer] = layout.orderers;
  return orderer && parse(renderOrdererYaml(orderer, layout));
}

describe('orderer.yaml', () => {
  test('lets the orderer join channels, with room for the request', () => {
    expect(rendered('raft')).toMatchObject({
      ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    });
  });

  test('admits to the administration port only who has a client certificate of its organisation', () => {
    const tls =
      '/srv/net/crypto/ordererOrganizations/orderer.gd.baytrace.internal/orderers/' +
      'osn0.orderer.gd.baytrace.internal/tls';
    expect(rendered('raft')).toMatchObject({
      Admin: {
        ListenAddress: '127.0.0.1:7001',
        TLS: { Enabled: true, ClientAuthRequired: true, ClientRootCAs: [`${tls}/ca.crt`] },
      },
    });
  });

  test('takes the service address apart and names the orderer’s own organisation', () => {
    expect(rendered('raft')).toMatchObject({
      General: { ListenAddress: '127.0.0.1', ListenPort: 7000, LocalMSPID: 'GuangdongOrdererMSP' },
    });
  });

  test('keeps the log of its consensus in its data folder', () => {
    const data = '/srv/net/nodes/orderer-gd/data';
    expect(rendered('raft')).toMatchObject({
      Consensus: { WALDir: `${data}/etcdraft/wal`, SnapDir: `${data}/etcdraft/snapshot` },
    });
    expect(rendered('bft')).toMatchObject({ Consensus: { WALDir: `${data}/smartbft/wal` } });
  });
});

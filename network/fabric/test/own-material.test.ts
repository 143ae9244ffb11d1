import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leaderElected } from '../src/channel/channel-readiness.js';
import { containerLayout } from '../src/containers/container-layout.js';
import { mountedMaterial, nodeFiles } from '../src/containers/material-folder.js';
import { jurisdictions } from '../src/layout/jurisdictions.js';
import type { Address, Layout, OrdererNode, PeerNode } from '../src/layout/layout.js';
import { builderFolder } from '../src/layout/builder-folder.js';
import { stateFolder } from '../src/layout/state-folder.js';
import { enrolSite } from '../src/material/enrol-site.js';
import { checkGenesisBlock, genesisDigest, makeGenesisBlock } from '../src/material/genesis-ceremony.js';
import { operatorNetwork } from '../src/material/operator-network.js';
import { prepareSite } from '../src/material/prepare-site.js';
import { approvalsAtSite, approveAtSite, commitForAll, joinSite } from '../src/material/site-lifecycle.js';
import { siteMaterial } from '../src/material/site-material.js';
import { NativeNetwork } from '../src/network/native-network.js';
import { writeNodeFiles } from '../src/node-config/write-node-files.js';
import { nodePlans } from '../src/node-processes/node-plans.js';
import { findProgram, findPrograms } from '../src/programs/find-programs.js';
import { freeBasePort } from '../src/testing/free-ports.js';
import { readDefinitions } from '../src/chaincode-package/definitions-file.js';
import { AuthorityServer } from './support/authority-server.js';

const here = findProgram('fabric-ca-client') !== undefined && findProgram('configtxgen') !== undefined;
const group = here ? describe : describe.skip;

group(
  `three jurisdictions with their own certification authorities${here ? '' : ' (skipped: no Fabric binaries)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'baytrace-material-'));
    const sites = jurisdictions.map((jurisdiction) => ({
      jurisdiction,
      // each on a machine of its own: nothing is shared but what is handed over
      material: siteMaterial(join(folder, jurisdiction.code, 'material'), jurisdiction),
    }));
    const [gd, hk, mo] = sites.map(({ material }) => material) as [S, S, S];
    const servers: AuthorityServer[] = [];
    let layout: Layout;
    let running: NativeNetwork | undefined;

    /** The containers' network with one peer each, on ports of this machine; a node's folders as its container sees them. */
    const localLayout = (base: number): Layout => {
      let port = base;
      const next = (): Address => {
        const address = `127.0.0.1:${(port += 1)}`;
        return { listen: address, reach: address };
      };
      const folders = (id: string): OrdererNode['folders'] => {
        const at = (name: string): string => join(folder, 'nodes', id, name);
        return { config: at('config'), data: at('data'), msp: at('msp'), tls: at('tls') };
      };
      return {
        ...containerLayout,
        orderers: containerLayout.orderers.map((node) => ({
          ...node,
          ...{ service: next(), admin: next(), operations: next(), folders: folders(node.id) },
        })),
        peers: containerLayout.peers
          .filter(({ name }) => name === 'peer0')
          .map((node) => ({
            ...node,
            ...{ service: next(), chaincodeListener: next(), operations: next(), folders: folders(node.id) },
            builder: builderFolder,
            chaincodeServers: join(
              folder,
              node.jurisdiction.code,
              'material',
              node.jurisdiction.code,
              'chaincode/servers',
            ),
          })),
      };
    };

    /** What docker-compose.yml mounts into a node's container. */
    const mount = (node: PeerNode | OrdererNode): void => {
      const material = siteMaterial(join(folder, node.jurisdiction.code, 'material'), node.jurisdiction);
      const files = nodeFiles(node);
      const put = (from: string, to: string): void => {
        mkdirSync(dirname(to), { recursive: true });
        cpSync(material.file(from), to, { recursive: true });
      };
      put(files.mspConfig, join(node.folders.msp, 'config.yaml'));
      put(files.caCertificates, join(node.folders.msp, 'cacerts'));
      put(files.tlsCaCertificates, join(node.folders.msp, 'tlscacerts'));
      put(files.signCertificates, join(node.folders.msp, 'signcerts'));
      put(files.signKey, join(node.folders.msp, 'keystore/sign.key'));
      put(files.tlsCertificate, join(node.folders.tls, 'server.crt'));
      put(files.tlsRoot, join(node.folders.tls, 'ca.crt'));
      put(files.tlsKey, join(node.folders.tls, 'server.key'));
    };

    const definition = () => {
      const [only] = readDefinitions(
        {
          chaincodes: [
            {
              name: 'probe',
              version: '1',
              sequence: 1,
              server: { program: 'node', args: [], cwd: '.', files: ['a.txt'] },
            },
          ],
        },
        join(folder, 'chaincode'),
      );
      return only!;
    };

    beforeAll(async () => {
      const base = await freeBasePort();
      layout = localLayout(base);
      mkdirSync(join(folder, 'chaincode'), { recursive: true });
      copyFileSync(new URL(import.meta.url), join(folder, 'chaincode/a.txt'));
      for (const [index, { material }] of sites.entries()) {
        prepareSite(material, {
          publicHost: 'codes.example',
          devices: [{ device: 'line-1', host: '192.0.2.1', port: 7100 }],
        });
        servers.push(
          await AuthorityServer.start(material, join(folder, `ca-${index}`), base + 100 + 2 * index),
        );
      }
    }, 120_000);

    afterAll(async () => {
      for (const { id } of running?.processes.records() ?? []) {
        await running?.processes.stop(id, { signal: 'SIGKILL' });
      }
      for (const server of servers) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('each makes everything that its containers mount, readable by its owner alone', async () => {
      await Promise.all(sites.map(({ material }, index) => enrolSite(material, servers[index]!.url)));
      for (const { jurisdiction, material } of sites) {
        const nodes = [...containerLayout.orderers, ...containerLayout.peers].filter(
          (node) => node.jurisdiction.code === jurisdiction.code,
        );
        for (const name of mountedMaterial(nodes)) {
          const found = statSync(material.file(name));
          if (name.startsWith('secrets/') || name.endsWith('.key'))
            expect([name, found.mode & 0o077]).toEqual([name, 0]);
        }
      }
    }, 240_000);

    test('its certificates say who is what, and name the hosts they are for', () => {
      const read = (name: string): X509Certificate => new X509Certificate(readFileSync(gd.file(name)));
      const peer = nodeFiles({ id: 'peer0-gd' });
      expect(read(join(peer.signCertificates, 'cert.pem')).subject.split('\n')).toEqual(
        expect.arrayContaining(['O=GuangdongMSP', 'OU=peer', 'CN=peer0.gd.baytrace.internal']),
      );
      const tls = read(peer.tlsCertificate);
      expect(tls.checkHost('peer0.gd.baytrace.internal')).toBeDefined();
      expect(tls.checkHost('gd.baytrace.internal')).toBeDefined();
      expect(read(join(nodeFiles({ id: 'orderer-gd' }).signCertificates, 'cert.pem')).subject).toContain(
        'OU=orderer',
      );
    });

    test('enrolling again changes nothing', async () => {
      expect(await enrolSite(gd, servers[0]!.url)).toEqual([]);
    });

    test('without the public folders of the others there is no genesis block', async () => {
      await expect(makeGenesisBlock(gd, layout)).rejects.toMatchObject({
        code: 'BT-FABRIC-MATERIAL-INCOMPLETE',
      });
    });

    test('one makes the genesis block from what all handed over, the others find it to be theirs', async () => {
      for (const from of [gd, hk, mo]) {
        for (const to of [gd, hk, mo].filter((site) => site !== from)) {
          const own = join(from.exchanged, from.jurisdiction.code);
          cpSync(own, join(to.exchanged, from.jurisdiction.code), { recursive: true });
        }
      }
      await makeGenesisBlock(gd, layout);
      for (const other of [hk, mo]) cpSync(gd.channel, other.channel, { recursive: true });
      await checkGenesisBlock(hk, layout);
      await checkGenesisBlock(mo, layout);
      expect(await genesisDigest(mo)).toBe(await genesisDigest(gd));
    });

    test('a genesis block with another root certificate in it is refused', async () => {
      const forged = join(folder, 'forged');
      cpSync(join(folder, 'mo'), forged, { recursive: true });
      const site = siteMaterial(join(forged, 'material'), mo.jurisdiction);
      const ca = (code: string): string => join(site.exchanged, code, 'members/msp/cacerts/ca.pem');
      copyFileSync(ca('mo'), ca('hk'));
      await expect(checkGenesisBlock(site, layout)).rejects.toMatchObject({
        code: 'BT-FABRIC-MATERIAL-GENESIS',
      });
    });

    test('real orderers and peers take it, each jurisdiction with its own keys only', async () => {
      const state = stateFolder(join(folder, 'processes'), layout.settings.channel);
      const network = new NativeNetwork(layout, state, findPrograms(), () => undefined);
      running = network;
      for (const node of [...layout.orderers, ...layout.peers]) mount(node);
      writeNodeFiles(layout);
      const plans = nodePlans(layout, network.programs);
      for (const plan of plans) await network.processes.start(plan);
      for (const plan of plans) await network.processes.ready(plan);
      for (const site of [gd, hk, mo]) await joinSite(operatorNetwork(site, () => undefined, layout));
      await leaderElected(layout);
      await joinSite(operatorNetwork(gd, () => undefined, layout));
    });

    test('each approves a chaincode, one commits it', async () => {
      const networks = [gd, hk, mo].map((site) => operatorNetwork(site, () => undefined, layout));
      await approveAtSite(gd, networks[0]!, 'chaincode-a-gd:9999', definition());
      await approveAtSite(hk, networks[1]!, 'chaincode-a-hk:9999', definition());
      expect(await approvalsAtSite(networks[1]!, definition())).toEqual({
        GuangdongMSP: true,
        HongKongMSP: true,
        MacaoMSP: false,
      });
      await approveAtSite(mo, networks[2]!, 'chaincode-a-mo:9999', definition());
      await commitForAll(networks[2]!, layout, definition());
    });
  },
);

type S = ReturnType<typeof siteMaterial>;

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../chaincode-package/file-digests.js';
import { nativeLayout } from '../layout/native-layout.js';
import { defaultSettings } from '../layout/network-settings.js';
import { stateFolder } from '../layout/state-folder.js';
import { approvedFolder, copyApprovedFiles } from './approved-files.js';
import { putServedChaincode, servedChaincodes, setStage, type ServedChaincode } from './served-chaincodes.js';
import { writeServerLists } from './server-list.js';
import { serverProcesses, type ServedNetwork } from './server-processes.js';

describe('chaincode servers', () => {
  let root: string;
  let network: ServedNetwork;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'baytrace-servers-'));
    const state = stateFolder(join(root, 'state'), 'baytrace');
    network = { state, layout: nativeLayout({ ...defaultSettings, peers: 2 }, state) };
    mkdirSync(join(root, 'origin'));
    writeFileSync(join(root, 'origin', 'serve'), '#!/bin/sh\n', { mode: 0o755 });
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const put = (label: string, more: Partial<ServedChaincode> = {}): ServedChaincode =>
    putServedChaincode(network.state, {
      ...{
        label,
        packageId: `${label}:00`,
        name: 'probe',
        program: 'node',
        env: {},
        args: ['{address}', '{id}'],
      },
      ...{ origin: join(root, 'origin'), digests: { serve: sha256('#!/bin/sh\n') } },
      ...more,
    });
  const serving = (label: string, more: Partial<ServedChaincode> = {}): ServedChaincode => {
    const served = put(label, more);
    setStage(network.state, label, 'serving');
    return served;
  };

  test('are one for each jurisdiction, and know their address, package id and MSP', () => {
    serving('probe_1');
    expect(
      serverProcesses(network).map(({ id, args, env }) => [id, ...args, env['CORE_PEER_LOCALMSPID']]),
    ).toEqual([
      ['probe_1-gd', '127.0.0.1:7200', 'probe_1:00', 'GuangdongMSP'],
      ['probe_1-hk', '127.0.0.1:7201', 'probe_1:00', 'HongKongMSP'],
      ['probe_1-mo', '127.0.0.1:7202', 'probe_1:00', 'MacaoMSP'],
    ]);
  });

  test('keep their ports for ever, because peers keep the address they were built with', () => {
    serving('probe_1');
    serving('probe_2');
    setStage(network.state, 'probe_1', 'retired');
    serving('probe_3');
    serving('probe_1');
    const ports = new Map(serverProcesses(network).map(({ id, ports: [first] }) => [id, first?.port]));
    expect(ports.get('probe_1-gd')).toBe(7200);
    expect(ports.get('probe_2-gd')).toBe(7203);
    expect(ports.get('probe_3-gd')).toBe(7206);
  });

  test('belong to the network only while their package is in service', () => {
    put('probe_1');
    expect(serverProcesses(network)).toEqual([]);
    setStage(network.state, 'probe_1', 'serving');
    expect(serverProcesses(network)).toHaveLength(3);
    put('probe_1');
    expect(servedChaincodes(network.state)[0]?.stage).toBe('serving');
    setStage(network.state, 'probe_1', 'retired');
    expect(serverProcesses(network)).toEqual([]);
  });

  test("are listed for both peers of their jurisdiction, at that jurisdiction's address", () => {
    put('probe_1');
    writeServerLists(network);
    const lists = network.layout.peers.map((peer) => [peer.id, readFileSync(peer.chaincodeServers, 'utf8')]);
    expect(Object.fromEntries(lists)).toMatchObject({
      'peer0-gd': 'probe_1 127.0.0.1:7200\n',
      'peer1-gd': 'probe_1 127.0.0.1:7200\n',
      'peer1-mo': 'probe_1 127.0.0.1:7202\n',
    });
  });

  test('run from a copy of the approved bytes, which is made whole again when it was changed', () => {
    const served = put('probe_1');
    const copy = join(approvedFolder(network.state, 'probe_1'), 'serve');
    copyApprovedFiles(network.state, served);
    expect(statSync(copy).mode & 0o700).toBe(0o700);
    writeFileSync(copy, 'tampered');
    copyApprovedFiles(network.state, served);
    expect(readFileSync(copy, 'utf8')).toBe('#!/bin/sh\n');
  });

  test('do not run when neither copy nor original is what was approved', () => {
    const served = put('probe_1');
    writeFileSync(join(root, 'origin', 'serve'), 'a new build');
    expect(() => {
      copyApprovedFiles(network.state, served);
    }).toThrow(expect.objectContaining({ code: 'BT-FABRIC-CHAINCODE-FILE-CHANGED' }));
  });

  test.each(['serve', './serve'])('run an approved program (%s) from its copy', (program) => {
    serving('probe_1', { program });
    expect(serverProcesses(network)[0]?.program).toBe(
      join(approvedFolder(network.state, 'probe_1'), 'serve'),
    );
  });

  test('run this Node for `node`, a program on PATH by its name, and say so when there is none', () => {
    serving('probe_1');
    expect(serverProcesses(network)[0]?.program).toBe(process.execPath);
    serving('probe_1', { program: 'sh' });
    expect(serverProcesses(network)[0]?.program).toMatch(/^\/.*\/sh$/);
    serving('probe_1', { program: 'no-such-program' });
    expect(() => serverProcesses(network)).toThrow(/no-such-program/);
  });
});

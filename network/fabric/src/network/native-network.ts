import { join } from 'node:path';
import { administratorMsp, tlsRoot } from '../crypto/crypto-material.js';
import type { Jurisdiction } from '../layout/jurisdictions.js';
import type { Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import type { StateFolder } from '../layout/state-folder.js';
import { DetachedProcesses } from '../processes/detached-processes.js';
import type { FabricProgram, Programs } from '../programs/fabric-programs.js';
import { runProgram } from '../programs/run-program.js';
import type { RunningNetwork, ToolOptions, ToolOutput } from './running-network.js';

/** Receives a line about what is being done. */
export type Report = (line: string) => void;

/** The network as processes of this machine. */
export class NativeNetwork implements RunningNetwork {
  readonly processes: DetachedProcesses;

  constructor(
    readonly layout: Layout,
    readonly state: StateFolder,
    readonly programs: Programs,
    private readonly onReport: Report,
  ) {
    this.processes = new DetachedProcesses(state.processes, state.logs);
  }

  tool(program: FabricProgram, args: readonly string[], options?: ToolOptions): Promise<ToolOutput> {
    return runProgram(this.programs[program], args, options);
  }

  adminEnvironment(peer: PeerNode): Record<string, string> {
    return {
      FABRIC_CFG_PATH: peer.folders.config,
      // the programs repeat their errors without it
      FABRIC_LOGGING_SPEC: 'error',
      CORE_PEER_ADDRESS: peer.service.reach,
      CORE_PEER_LOCALMSPID: peer.jurisdiction.mspId,
      CORE_PEER_MSPCONFIGPATH: administratorMsp(this.state.crypto, peer.jurisdiction),
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_TLS_ROOTCERT_FILE: this.peerTlsRoot(peer.jurisdiction),
    };
  }

  ordererArguments(orderer?: OrdererNode): string[] {
    const chosen = orderer ?? this.layout.orderers[0];
    if (chosen === undefined) return [];
    return ['-o', chosen.service.reach, '--tls', '--cafile', join(chosen.folders.tls, 'ca.crt')];
  }

  peerArguments(peers: readonly PeerNode[]): string[] {
    return peers.flatMap((peer) => [
      ...['--peerAddresses', peer.service.reach],
      ...['--tlsRootCertFiles', this.peerTlsRoot(peer.jurisdiction)],
    ]);
  }

  peerTlsRoot(jurisdiction: Jurisdiction): string {
    return tlsRoot(this.state.crypto, 'peerOrganizations', jurisdiction);
  }

  report(line: string): void {
    this.onReport(line);
  }
}

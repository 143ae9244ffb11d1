import type { RunningNetwork } from '../../network/running-network.js';

/** Where a deployment is cut off: after the step has happened, as if the command had been killed then. */
export type CutPoint = 'start' | 'install' | 'approveformyorg' | 'commit' | 'stop';

/** A network on which a deployment dies right after the first time it does a step. */
export function cutOff(network: RunningNetwork, point: CutPoint): RunningNetwork {
  let cut = false;
  const after = async <T>(step: string, work: Promise<T>): Promise<T> => {
    const result = await work;
    cut ||= step === point;
    if (cut) throw new Error(`cut off after ${point}`);
    return result;
  };
  const { processes } = network;
  return {
    layout: network.layout,
    state: network.state,
    programs: network.programs,
    processes: {
      records: () => processes.records(),
      isRunning: (id) => processes.isRunning(id),
      start: async (plan) =>
        after((await processes.start(plan)) === 'started' ? 'start' : '', Promise.resolve('started')),
      ready: (plan, timeoutMs) => processes.ready(plan, timeoutMs),
      stop: (id, options) => after('stop', processes.stop(id, options)),
    },
    tool: (program, args, options) => after(args[2] ?? '', network.tool(program, args, options)),
    adminEnvironment: (peer) => network.adminEnvironment(peer),
    ordererArguments: (orderer) => network.ordererArguments(orderer),
    peerArguments: (peers) => network.peerArguments(peers),
    peerTlsRoot: (jurisdiction) => network.peerTlsRoot(jurisdiction),
    report: (line) => {
      network.report(line);
    },
  };
}

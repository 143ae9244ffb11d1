import type { NetworkStatus, ProcessStatus } from '../node-status/network-status.js';

function cells(row: ProcessStatus): string[] {
  return [
    row.id,
    row.state,
    row.pid === null ? '-' : String(row.pid),
    row.address,
    row.height === null ? '-' : String(row.height),
    row.residentBytes === null ? '-' : `${Math.round(row.residentBytes / 1024 / 1024)} MB`,
    row.leader === true ? 'leader' : '',
  ];
}

/** The network as text: one line for each process, then a line that sums up. */
export function statusTable(status: NetworkStatus): string {
  const rows = [
    ['process', 'state', 'pid', 'address', 'height', 'memory', ''],
    ...status.processes.map(cells),
  ];
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const sum = `channel ${status.channel} (${status.consensus}): ${status.ready ? 'ready' : 'not ready'}`;
  return [...lines, sum].join('\n');
}

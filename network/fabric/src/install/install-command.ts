import { fabricVersion } from '../programs/program-cache.js';
import { megabytes, type Progress } from './download-archive.js';
import { installPrograms } from './install-programs.js';

const tenth = 10;

function percentOf(received: number, total: number): number {
  return total === 0 ? 100 : Math.floor((100 * received) / total);
}

/** A line that is rewritten on a terminal; elsewhere a line for each tenth of the archive. */
function progressLine(print: (line: string) => void): Progress {
  let shown = -1;
  return (received, total) => {
    const step = total === undefined ? Math.floor(received / 10e6) * tenth : percentOf(received, total);
    const due = process.stdout.isTTY ? step : Math.floor(step / tenth);
    if (due === shown) return;
    shown = due;
    const line =
      total === undefined ? megabytes(received) : `${percentOf(received, total)} % of ${megabytes(total)}`;
    if (process.stdout.isTTY)
      process.stdout.write(`\rFabric ${fabricVersion}: ${line}${step >= 100 ? '\n' : ' '}`);
    else print(`Fabric ${fabricVersion}: ${line}`);
  };
}

/**
 * `install`: brings the programs of Fabric into the cache and says where they are.
 * @returns exit code 0
 * @throws FabricNetworkError any `BT-FABRIC-INSTALL-…` code
 */
export async function installCommand(force: boolean, print: (line: string) => void): Promise<number> {
  const { result, bin } = await installPrograms({ force, progress: progressLine(print) });
  print(
    result === 'present'
      ? `Fabric ${fabricVersion} is installed in ${bin} already; --force fetches it again.`
      : `Fabric ${fabricVersion} is installed in ${bin}.`,
  );
  return 0;
}

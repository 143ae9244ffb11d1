// Loaded into the ledger process by a test: on SIGUSR2 it collects garbage and prints what the process holds.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
let reports = 0;

process.on('SIGUSR2', () => {
  collectGarbage();
  setImmediate(() => {
    collectGarbage();
    reports += 1;
    process.stdout.write(`memory report ${reports}: ${process.memoryUsage.rss()} bytes\n`);
  });
});

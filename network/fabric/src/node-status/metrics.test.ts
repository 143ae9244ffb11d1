import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { isHealthy, ofChannel, parseMetrics, readMetrics } from './metrics.js';

const text = `# HELP ledger_blockchain_height Height of the chain in blocks.
# TYPE ledger_blockchain_height gauge
ledger_blockchain_height{channel="other"} 3
ledger_blockchain_height{channel="baytrace"} 1.5e+03
grpc_comm_conn_opened{} 2
process_cpu 0.5
`;

test('metrics are read by name and channel', () => {
  const samples = parseMetrics(text);
  expect(ofChannel(samples, 'ledger_blockchain_height', 'baytrace')).toBe(1500);
  expect(ofChannel(samples, 'ledger_blockchain_height', 'absent')).toBeUndefined();
  expect(samples).toHaveLength(4);
});

test('a node that does not answer has neither health nor metrics', async () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/healthz' ? 503 : 200;
    response.end(text);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await isHealthy(address)).toBe(false);
  expect(await readMetrics(address)).toHaveLength(4);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await isHealthy(address)).toBe(false);
  expect(await readMetrics(address)).toBeUndefined();
});

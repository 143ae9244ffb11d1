import { afterEach, expect, test } from '@jest/globals';
import { runProgram } from './run-program.js';

afterEach(() => {
  delete process.env['CORE_PEER_LOCALMSPID'];
});

test('a program sees the variables it is given and none of the operator’s settings for Fabric', async () => {
  process.env['CORE_PEER_LOCALMSPID'] = 'StrayMSP';
  const code = 'console.log(process.env.CORE_PEER_LOCALMSPID, process.env.CORE_PEER_ADDRESS)';
  const { stdout } = await runProgram(process.execPath, ['-e', code], { env: { CORE_PEER_ADDRESS: 'a:1' } });
  expect(stdout).toBe('undefined a:1\n');
});

test('a program that fails is reported with what it said', async () => {
  const code = 'console.error("Error: got unexpected status: FORBIDDEN"); process.exit(1)';
  await expect(runProgram(process.execPath, ['-e', code])).rejects.toMatchObject({
    code: 'BT-FABRIC-TOOL-FAILED',
    message: expect.stringContaining('got unexpected status: FORBIDDEN'),
  });
});

test('a program that hangs is ended', async () => {
  const work = runProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 });
  await expect(work).rejects.toThrow(/did not end within 0\.3 s/);
});

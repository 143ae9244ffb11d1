import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import * as grpc from '@grpc/grpc-js';
import fs from 'node:fs';
import crypto from 'node:crypto';
const c = JSON.parse(fs.readFileSync(process.argv[2]));
const org = c.orgs[0];
const client = new grpc.Client(org.peerEndpoint, grpc.credentials.createSsl(fs.readFileSync(org.tlsCaCert)));
const gw = connect({
  client,
  identity: { mspId: org.mspId, credentials: fs.readFileSync(org.userCert) },
  signer: signers.newPrivateKeySigner(crypto.createPrivateKey(fs.readFileSync(org.userKey))),
  hash: hash.sha256,
});
const ct = gw.getNetwork(c.channel).getContract('probe');
const evs = await gw.getNetwork(c.channel).getChaincodeEvents('probe');
(async () => {
  try {
    for await (const e of evs) console.log('event', e.eventName, e.blockNumber);
  } catch (e) {
    console.log('events end', e.message);
  }
})();
const dec = (b) => Buffer.from(b).toString();
console.log(dec(await ct.submitTransaction('put', 'a', '1')));
console.log(dec(await ct.evaluateTransaction('get', 'a')));
await ct.submitTransaction('putWithEvent', 'a', '2', 'hello');
console.log(dec(await ct.evaluateTransaction('history', 'a')));
console.log(dec(await ct.evaluateTransaction('range', '', '')));
const n = Number(process.argv[3] ?? 500),
  w = Number(process.argv[4] ?? 50);
let t = Date.now(),
  i = 0;
await Promise.all(
  Array.from({ length: w }, async () => {
    while (i < n) {
      const k = i++;
      await ct.submitTransaction('put', 'k' + k, 'x'.repeat(200));
    }
  }),
);
console.log('submit/s', (n / (Date.now() - t)) * 1000);
t = Date.now();
i = 0;
await Promise.all(
  Array.from({ length: w }, async () => {
    while (i < n) {
      const k = i++;
      await ct.evaluateTransaction('get', 'k' + k);
    }
  }),
);
console.log('evaluate/s', (n / (Date.now() - t)) * 1000);
await new Promise((r) => setTimeout(r, 200));
evs.close();
gw.close();
client.close();

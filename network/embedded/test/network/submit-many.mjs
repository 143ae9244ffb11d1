// Submits `put` of the chaincode `one` COUNT times, with the user of every organisation: node submit-many.mjs CONNECTION COUNT
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash, signers } from '@hyperledger/fabric-gateway';

const IN_FLIGHT = 96;
/** Every so many transactions a worker waits for the commit, so that no queue grows. */
const AWAIT_EVERY = 10;
const PATIENCE_MS = 120_000;

const [connectionFile, count] = process.argv.slice(2);
const { channel, orgs } = JSON.parse(readFileSync(connectionFile, 'utf8'));
const patience = () => ({ deadline: Date.now() + PATIENCE_MS });

const contracts = orgs.map(({ mspId, peerEndpoint, userCert, userKey }) =>
  connect({
    client: new Client(peerEndpoint, credentials.createInsecure()),
    identity: { mspId, credentials: readFileSync(userCert) },
    signer: signers.newPrivateKeySigner(createPrivateKey(readFileSync(userKey))),
    hash: hash.sha256,
  })
    .getNetwork(channel)
    .getContract('one'),
);

let next = 0;

async function work(index) {
  const contract = contracts[index % contracts.length];
  for (let own = 1; next < Number(count); own += 1) {
    next += 1;
    const proposal = contract.newProposal('put', { arguments: [`key${index}-${own % 100}`, String(own)] });
    const commit = await (await proposal.endorse(patience())).submit(patience());
    if (own % AWAIT_EVERY !== 0 && next < Number(count)) continue;
    const { code } = await commit.getStatus(patience());
    if (code !== 0) throw new Error(`validation code ${code}`);
  }
}

await Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => work(index)));
process.stdout.write(`submitted ${count}\n`);
process.exit(0);

'use strict';
// A chaincode that runs a list of state operations given as JSON and answers with a transcript of what each returned.
// Run as a chaincode server: node random-program.cjs ADDRESS ID
const shim = require('fabric-shim');

const hex = (bytes) => Buffer.from(bytes ?? []).toString('hex');

/** Bytes of a value: {hex}, or {transient: name}. */
function bytes(stub, value) {
  if (value.transient === undefined) return Buffer.from(value.hex, 'hex');
  const found = stub.getTransient().get(value.transient);
  if (!found) throw new Error(`no transient ${value.transient}`);
  return found;
}

/** Rows of an iterator: all of them, or `take`; left open or closed. */
async function rows(result, { take, leaveOpen }, describe) {
  const iterator = result.iterator ?? result;
  const found = [];
  while (take === undefined || found.length < take) {
    const next = await iterator.next();
    if (next.value) found.push(describe(next.value));
    if (next.done) break;
  }
  if (!leaveOpen) await iterator.close();
  return found;
}

const keyValue = ({ key, value }) => [key, hex(value)];
const modification = ({ txId, value, isDelete, timestamp }) => [txId, hex(value), isDelete, timestamp];

async function page(result) {
  const { iterator, metadata } = await result;
  const found = await rows(iterator, {}, keyValue);
  return { found, count: metadata.fetchedRecordsCount, bookmark: metadata.bookmark };
}

function policy({ role, orgs, garbage }) {
  if (garbage !== undefined) return Buffer.from(garbage, 'hex');
  const endorsement = new shim.KeyEndorsementPolicy();
  endorsement.addOrgs(role, ...orgs);
  return endorsement.getPolicy();
}

/** The shim refuses some keys itself; the handler passes them on, as shims in other languages do. */
const direct = (stub) => ({ send: stub.handler, channel: stub.getChannelID(), txId: stub.getTxID() });

const operations = {
  get: async (stub, o) => hex(await stub.getState(o.key)),
  put: async (stub, o) => stub.putState(o.key, bytes(stub, o.value)),
  putMany: async (stub, o) => {
    for (let i = 0; i < o.count; i += 1) {
      await stub.putState(`${o.key}${String(i).padStart(3, '0')}`, Buffer.from(String(i)));
    }
  },
  del: async (stub, o) => stub.deleteState(o.key),
  range: async (stub, o) => rows(await stub.getStateByRange(o.start, o.end), o, keyValue),
  directRange: async (stub, o) => {
    const { send, channel, txId } = direct(stub);
    return rows(await send.handleGetStateByRange('', o.start, o.end, channel, txId), o, keyValue);
  },
  page: async (stub, o) => page(stub.getStateByRangeWithPagination(o.start, o.end, o.size, o.bookmark)),
  putComposite: async (stub, o) =>
    stub.putState(stub.createCompositeKey(o.type, o.parts), bytes(stub, o.value)),
  delComposite: async (stub, o) => stub.deleteState(stub.createCompositeKey(o.type, o.parts)),
  partial: async (stub, o) => {
    const found = await rows(await stub.getStateByPartialCompositeKey(o.type, o.parts), o, keyValue);
    return found.map(([key, value]) => [stub.splitCompositeKey(key), value]);
  },
  partialPage: async (stub, o) =>
    page(stub.getStateByPartialCompositeKeyWithPagination(o.type, o.parts, o.size, o.bookmark)),
  history: async (stub, o) => rows(await stub.getHistoryForKey(o.key), o, modification),
  setPolicy: async (stub, o) => stub.setStateValidationParameter(o.key, policy(o.policy)),
  getPolicy: async (stub, o) => hex(await stub.getStateValidationParameter(o.key)),
  setMetadata: async (stub, o) => {
    const { send, channel, txId } = direct(stub);
    return send.handlePutStateMetadata('', o.key, o.name, bytes(stub, o.value), channel, txId);
  },
  query: async (stub, o) => rows(await stub.getQueryResult(o.query), o, keyValue),
  emptyKey: async (stub, o) => {
    const { send, channel, txId } = direct(stub);
    if (o.call === 'get') return hex(await send.handleGetState(o.collection, '', channel, txId));
    if (o.call === 'del') return send.handleDeleteState(o.collection, '', channel, txId);
    return send.handlePutState(o.collection, '', Buffer.from('1'), channel, txId);
  },
  getPrivate: async (stub, o) => hex(await stub.getPrivateData(o.collection, o.key)),
  getPrivateHash: async (stub, o) => hex(await stub.getPrivateDataHash(o.collection, o.key)),
  putPrivate: async (stub, o) => stub.putPrivateData(o.collection, o.key, bytes(stub, o.value)),
  delPrivate: async (stub, o) => stub.deletePrivateData(o.collection, o.key),
  purgePrivate: async (stub, o) => stub.purgePrivateData(o.collection, o.key),
  privateRange: async (stub, o) =>
    rows(await stub.getPrivateDataByRange(o.collection, o.start, o.end), o, keyValue),
  setPrivatePolicy: async (stub, o) =>
    stub.setPrivateDataValidationParameter(o.collection, o.key, policy(o.policy)),
  getPrivatePolicy: async (stub, o) => hex(await stub.getPrivateDataValidationParameter(o.collection, o.key)),
  event: async (stub, o) => stub.setEvent(o.name, bytes(stub, o.value)),
  call: async (stub, o) => {
    const answer = await stub.invokeChaincode(o.chaincode, ['run', JSON.stringify(o.program)], o.channel);
    return { status: answer.status, message: answer.message, payload: answer.payload.toString() };
  },
  creator: async (stub) => stub.getCreator().mspid,
  time: async (stub) => stub.getTxTimestamp().seconds.toString(),
};

/** One transcript entry: [operation, result], or [operation, {error}]. */
async function perform(stub, operation) {
  try {
    return [operation.op, (await operations[operation.op](stub, operation)) ?? null];
  } catch (error) {
    return [operation.op, { error: error.message }];
  }
}

/** Runs all operations; the answer's status and message are the program's own. */
async function run(stub, text) {
  const { operations: list, status = 200, message = '' } = JSON.parse(text);
  const transcript = [];
  for (const operation of list) {
    const entry = await perform(stub, operation);
    transcript.push(entry);
    if (operation.must && entry[1]?.error) {
      return shim.error(`${operation.op} failed: ${entry[1].error}`);
    }
  }
  return { status, message, payload: Buffer.from(JSON.stringify(transcript)) };
}

class RandomProgram {
  async Init() {
    return shim.success();
  }

  async Invoke(stub) {
    const { fcn, params } = stub.getFunctionAndParameters();
    if (fcn === 'nothing') return shim.success();
    if (fcn !== 'run') return shim.error(`unknown function ${fcn}`);
    return run(stub, params[0]);
  }
}

const [address, id] = process.argv.slice(2);
shim
  .server(new RandomProgram(), { ccid: id, address, tlsProps: null })
  .start()
  .then(() => process.stdout.write('listening\n'));

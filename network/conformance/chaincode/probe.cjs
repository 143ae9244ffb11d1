'use strict';
/**
 * A chaincode that exercises every call of the shim. Served by `node probe.cjs ADDRESS ID`; prints `listening`.
 * Each function is a rule's smallest transaction; the suite names it by what it does.
 */
const shim = require('fabric-shim');
const privateData = require('./private-data.cjs');
const queries = require('./queries.cjs');
const { text } = require('./results.cjs');

const [address, id] = process.argv.slice(2);

const policyOf = (orgs) => {
  const policy = new shim.KeyEndorsementPolicy();
  policy.addOrgs('PEER', ...orgs);
  return policy.getPolicy();
};

const functions = {
  ...queries,
  ...privateData,
  put: async (stub, key, value) => {
    await stub.putState(key, Buffer.from(value));
    return value;
  },
  putMany: async (stub, prefix, count) => {
    for (let i = 0; i < Number(count); i += 1) {
      await stub.putState(`${prefix}${String(i).padStart(4, '0')}`, Buffer.from(String(i)));
    }
  },
  /** Pairs of key and value, in this order; a value `-` deletes. */
  putAll: async (stub, ...pairs) => {
    for (let i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] === '-') await stub.deleteState(pairs[i]);
      else await stub.putState(pairs[i], Buffer.from(pairs[i + 1]));
    }
  },
  get: async (stub, key) => text(await stub.getState(key)),
  getAll: async (stub, ...keys) => {
    const values = [];
    for (const key of keys) values.push(text(await stub.getState(key)));
    return values;
  },
  del: (stub, key) => stub.deleteState(key),
  increment: async (stub, key) => {
    const value = String(Number(text(await stub.getState(key)) || '0') + 1);
    await stub.putState(key, Buffer.from(value));
    return value;
  },
  readOwnWrite: async (stub, key, value) => {
    await stub.putState(key, Buffer.from(value));
    return text(await stub.getState(key));
  },
  putWithEvent: async (stub, key, value, event) => {
    await stub.putState(key, Buffer.from(value));
    stub.setEvent(event, Buffer.from(value));
  },
  twoEvents: (stub, first, second) => {
    stub.setEvent(first, Buffer.from('1'));
    stub.setEvent(second, Buffer.from('2'));
  },
  nothing: () => 'nothing',
  fail: (stub, message) => {
    throw new Error(message);
  },
  status: (stub, code) => ({
    status: Number(code),
    message: `status ${code}`,
    payload: Buffer.from('odd'),
  }),
  setPolicy: (stub, key, ...orgs) => stub.setStateValidationParameter(key, policyOf(orgs)),
  getPolicy: async (stub, key) => {
    const bytes = await stub.getStateValidationParameter(key);
    if (!bytes || bytes.length === 0) return [];
    const policy = new shim.KeyEndorsementPolicy(bytes);
    return policy.listOrgs().sort();
  },
  putWithPolicy: async (stub, key, value, ...orgs) => {
    await stub.putState(key, Buffer.from(value));
    await stub.setStateValidationParameter(key, policyOf(orgs));
  },
  call: async (stub, chaincode, ...args) => {
    const response = await stub.invokeChaincode(chaincode, args, '');
    return text(response.payload);
  },
  /** What the caller sees of the callee's answer. */
  callStatus: async (stub, chaincode, ...args) => {
    const { status, message, payload } = await stub.invokeChaincode(chaincode, args, '');
    return { code: status, message: message ?? '', bytes: payload?.length ?? 0 };
  },
  putAndCall: async (stub, key, chaincode, ...args) => {
    await stub.putState(key, Buffer.from(chaincode));
    return functions.call(stub, chaincode, ...args);
  },
  callWithEvent: async (stub, event, chaincode, ...args) => {
    stub.setEvent(event, Buffer.from('outer'));
    return functions.call(stub, chaincode, ...args);
  },
  callOn: async (stub, channel, chaincode, ...args) => {
    const response = await stub.invokeChaincode(chaincode, args, channel);
    return text(response.payload);
  },
  random: (stub, key) => stub.putState(key, Buffer.from(String(Math.random()))),
  crash: () => process.exit(1),
  sleep: async (stub, milliseconds) => {
    await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
    return 'slept';
  },
  creator: (stub) => stub.getCreator().mspid,
  /** What the shim tells about the transaction and where it runs. */
  surroundings: (stub) => ({
    channel: stub.getChannelID(),
    txId: stub.getTxID(),
    seconds: Number(stub.getTxTimestamp().seconds),
    creator: stub.getCreator().mspid,
    peer: stub.getMspID(),
    args: stub.getArgs(),
    transient: [...stub.getTransient().keys()].sort(),
  }),
  servedBy: () => id,
};

class ConformanceProbe {
  async Init(stub) {
    const { fcn, params } = stub.getFunctionAndParameters();
    await stub.putState('init', Buffer.from([fcn, ...params].join(' ')));
    return shim.success(Buffer.from('initialised'));
  }

  async Invoke(stub) {
    const { fcn, params } = stub.getFunctionAndParameters();
    const run = functions[fcn];
    if (!run) return shim.error(`unknown function ${fcn}`);
    try {
      const result = await run(stub, ...params);
      if (result?.status) return result;
      return shim.success(Buffer.from(typeof result === 'string' ? result : JSON.stringify(result ?? null)));
    } catch (error) {
      return shim.error(error.message);
    }
  }
}

shim
  .server(new ConformanceProbe(), { ccid: id, address, tlsProps: null })
  .start()
  .then(() => process.stdout.write('listening\n'));

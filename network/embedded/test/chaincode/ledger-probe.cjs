'use strict';
// A chaincode that exercises every state call of the shim. Run as a chaincode server: node ledger-probe.cjs ADDRESS NAME;
// or dialling the ledger: CORE_CHAINCODE_ID_NAME=NAME:VERSION node ledger-probe.cjs --peer.address ADDRESS
const shim = require('fabric-shim');

const text = (bytes) => Buffer.from(bytes ?? []).toString('utf8');

async function collect(iterator) {
  const rows = [];
  for (let next = await iterator.next(); ; next = await iterator.next()) {
    if (next.value) rows.push(next.value);
    if (next.done) break;
  }
  await iterator.close();
  return rows;
}

const keyValues = async (iterator) => (await collect(iterator)).map(({ key, value }) => [key, text(value)]);

const functions = {
  put: async (stub, key, value) => {
    await stub.putState(key, Buffer.from(value));
    return value;
  },
  putMany: async (stub, prefix, count) => {
    for (let i = 0; i < Number(count); i += 1) {
      await stub.putState(`${prefix}${String(i).padStart(4, '0')}`, Buffer.from(String(i)));
    }
  },
  get: async (stub, key) => text(await stub.getState(key)),
  del: async (stub, key) => stub.deleteState(key),
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
  nothing: async () => 'nothing',
  fail: async (stub, message) => {
    throw new Error(message);
  },
  status: async (stub, code) => ({
    status: Number(code),
    message: `status ${code}`,
    payload: Buffer.from('odd'),
  }),
  range: async (stub, start, end) => keyValues(await stub.getStateByRange(start, end)),
  sumRange: async (stub, start, end, target) => {
    const rows = await keyValues(await stub.getStateByRange(start, end));
    await stub.putState(target, Buffer.from(String(rows.length)));
    return rows.length;
  },
  page: async (stub, start, end, size, bookmark) => {
    const { iterator, metadata } = await stub.getStateByRangeWithPagination(
      start,
      end,
      Number(size),
      bookmark,
    );
    return {
      rows: await keyValues(iterator),
      count: metadata.fetchedRecordsCount,
      bookmark: metadata.bookmark,
    };
  },
  putAfterPage: async (stub) => {
    const { iterator } = await stub.getStateByRangeWithPagination('', '', 1, '');
    await collect(iterator);
    await stub.putState('late', Buffer.from('1'));
  },
  putComposite: async (stub, type, ...parts) =>
    stub.putState(stub.createCompositeKey(type, parts), Buffer.from(parts.join('/'))),
  composite: async (stub, type, ...parts) => {
    const rows = await collect(await stub.getStateByPartialCompositeKey(type, parts));
    return rows.map(({ value }) => text(value));
  },
  history: async (stub, key) => {
    const rows = await collect(await stub.getHistoryForKey(key));
    return rows.map(({ txId, value, isDelete, timestamp }) => ({
      txId,
      value: text(value),
      isDelete,
      seconds: Number(timestamp.seconds),
    }));
  },
  richQuery: async (stub) => keyValues(await stub.getQueryResult('{}')),
  setPolicy: async (stub, key, ...orgs) => {
    const policy = new shim.KeyEndorsementPolicy();
    policy.addOrgs('PEER', ...orgs);
    await stub.setStateValidationParameter(key, policy.getPolicy());
  },
  putWithPolicy: async (stub, key, value, ...orgs) => {
    await stub.putState(key, Buffer.from(value));
    await functions.setPolicy(stub, key, ...orgs);
  },
  setPrivatePolicy: async (stub, collection, key, ...orgs) => {
    const policy = new shim.KeyEndorsementPolicy();
    policy.addOrgs('PEER', ...orgs);
    await stub.setPrivateDataValidationParameter(collection, key, policy.getPolicy());
  },
  putPrivate: async (stub, collection, key) =>
    stub.putPrivateData(collection, key, stub.getTransient().get('value')),
  putPrivateTwice: async (stub, first, second, key) => {
    await functions.putPrivate(stub, first, key);
    await functions.putPrivate(stub, second, key);
  },
  getPrivate: async (stub, collection, key) => text(await stub.getPrivateData(collection, key)),
  copyPrivate: async (stub, collection, key, target) => {
    await stub.getPrivateData(collection, key);
    await stub.putState(target, Buffer.from('copied'));
  },
  getPrivateHash: async (stub, collection, key) =>
    Buffer.from(await stub.getPrivateDataHash(collection, key)).toString('hex'),
  delPrivate: async (stub, collection, key) => stub.deletePrivateData(collection, key),
  purgePrivate: async (stub, collection, key) => stub.purgePrivateData(collection, key),
  privateRange: async (stub, collection) => {
    const result = await stub.getPrivateDataByRange(collection, '', '');
    return keyValues(result.iterator ?? result);
  },
  call: async (stub, chaincode, ...args) => {
    await stub.putState('last call', Buffer.from(chaincode));
    const response = await stub.invokeChaincode(chaincode, args, '');
    return text(response.payload);
  },
  callOn: async (stub, channel, chaincode, ...args) => {
    const { status, message, payload } = await stub.invokeChaincode(chaincode, args, channel);
    return { code: status, message, payload: Buffer.from(payload ?? []).toString('base64') };
  },
  wait: async (stub, milliseconds) => {
    await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
    return 'waited';
  },
  waitIn: async (stub, label, milliseconds) => {
    if (process.env.PROBE_LABEL === label) await functions.wait(stub, milliseconds);
    return label;
  },
  label: async () => process.env.PROBE_LABEL ?? '',
  putLabel: async (stub, key) => stub.putState(key, Buffer.from(process.env.PROBE_LABEL ?? '')),
  mspId: async (stub) => stub.getMspID(),
  random: async (stub, key) => stub.putState(key, Buffer.from(String(Math.random()))),
  crash: async () => process.exit(1),
  creator: async (stub) => stub.getCreator().mspid,
};

class LedgerProbe {
  async Init(stub) {
    return stub.getArgs().length === 0 ? shim.success() : this.Invoke(stub);
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

if (process.argv.includes('--peer.address')) {
  shim.start(new LedgerProbe());
  process.stdout.write('dialling\n');
} else {
  const [address, name] = process.argv.slice(2);
  shim
    .server(new LedgerProbe(), { ccid: `${name}:1`, address, tlsProps: null })
    .start()
    .then(() => process.stdout.write('listening\n'));
}

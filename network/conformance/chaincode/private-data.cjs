'use strict';
const { KeyEndorsementPolicy } = require('fabric-shim');
const { keyValues, text } = require('./results.cjs');

/** Functions on private data collections; values come in the transient map. */
const put = (stub, collection, key) => stub.putPrivateData(collection, key, stub.getTransient().get('value'));

const policyOf = (orgs) => {
  const policy = new KeyEndorsementPolicy();
  policy.addOrgs('PEER', ...orgs);
  return policy.getPolicy();
};

module.exports = {
  putPrivate: put,
  putPrivateTwice: async (stub, first, second, key) => {
    await put(stub, first, key);
    await put(stub, second, key);
  },
  putPrivateAndPublic: async (stub, collection, key, publicValue) => {
    await put(stub, collection, key);
    await stub.putState(key, Buffer.from(publicValue));
  },
  putPrivateWithPolicy: async (stub, collection, key, ...orgs) => {
    await put(stub, collection, key);
    await stub.setPrivateDataValidationParameter(collection, key, policyOf(orgs));
  },
  setPrivatePolicy: (stub, collection, key, ...orgs) =>
    stub.setPrivateDataValidationParameter(collection, key, policyOf(orgs)),
  getPrivate: async (stub, collection, key) => text(await stub.getPrivateData(collection, key)),
  copyPrivate: async (stub, collection, key, target) => {
    await stub.getPrivateData(collection, key);
    await stub.putState(target, Buffer.from('copied'));
  },
  readOwnPrivateWrite: async (stub, collection, key) => {
    await put(stub, collection, key);
    return text(await stub.getPrivateData(collection, key));
  },
  incrementPrivate: async (stub, collection, key) => {
    const value = String(Number(text(await stub.getPrivateData(collection, key)) || '0') + 1);
    await stub.putPrivateData(collection, key, Buffer.from(value));
    return value;
  },
  getPrivateHash: async (stub, collection, key) =>
    Buffer.from(await stub.getPrivateDataHash(collection, key)).toString('hex'),
  hashThenPut: async (stub, collection, key, target) => {
    await stub.getPrivateDataHash(collection, key);
    await stub.putState(target, Buffer.from('known'));
  },
  delPrivate: (stub, collection, key) => stub.deletePrivateData(collection, key),
  purgePrivate: (stub, collection, key) => stub.purgePrivateData(collection, key),
  privateRange: async (stub, collection, start, end) =>
    keyValues(await stub.getPrivateDataByRange(collection, start, end)),
  privateRangeThenPut: async (stub, collection, target) => {
    await keyValues(await stub.getPrivateDataByRange(collection, '', ''));
    await stub.putState(target, Buffer.from('1'));
  },
  putThenPrivateRange: async (stub, collection, target) => {
    await stub.putState(target, Buffer.from('1'));
    return keyValues(await stub.getPrivateDataByRange(collection, '', ''));
  },
};

'use strict';
const { collect, keyValues, text } = require('./results.cjs');

const page = async ({ iterator, metadata }) => ({
  rows: await keyValues(iterator),
  count: metadata.fetchedRecordsCount,
  bookmark: metadata.bookmark,
});

/** Functions that read ranges, composite keys, pages and history. */
module.exports = {
  range: async (stub, start, end) => keyValues(await stub.getStateByRange(start, end)),
  /** Reads a range to its end and writes how many there were. */
  countRange: async (stub, start, end, target) => {
    const rows = await keyValues(await stub.getStateByRange(start, end));
    await stub.putState(target, Buffer.from(String(rows.length)));
    return rows.length;
  },
  /** Reads only the first rows of a range and writes how many it read. */
  firstOfRange: async (stub, start, end, count, target) => {
    const iterator = await stub.getStateByRange(start, end);
    for (let i = 0; i < Number(count); i += 1) await iterator.next();
    await iterator.close();
    await stub.putState(target, Buffer.from(count));
  },
  page: async (stub, start, end, size, bookmark) =>
    page(await stub.getStateByRangeWithPagination(start, end, Number(size), bookmark)),
  compositePage: async (stub, size, bookmark, type, ...parts) => {
    const { rows, ...rest } = await page(
      await stub.getStateByPartialCompositeKeyWithPagination(type, parts, Number(size), bookmark),
    );
    return { ...rest, rows: rows.map(([, value]) => value) };
  },
  putAfterPage: async (stub, target) => {
    await page(await stub.getStateByRangeWithPagination('', '', 1, ''));
    await stub.putState(target, Buffer.from('1'));
  },
  pageAfterPut: async (stub, target) => {
    await stub.putState(target, Buffer.from('1'));
    return page(await stub.getStateByRangeWithPagination('', '', 1, ''));
  },
  putComposite: (stub, type, ...parts) =>
    stub.putState(stub.createCompositeKey(type, parts), Buffer.from(parts.join('/'))),
  composite: async (stub, type, ...parts) => {
    const rows = await collect(await stub.getStateByPartialCompositeKey(type, parts));
    return rows.map(({ key, value }) => [stub.splitCompositeKey(key).attributes, text(value)]);
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
  historyThenPut: async (stub, key, target) => {
    const rows = await collect(await stub.getHistoryForKey(key));
    await stub.putState(target, Buffer.from(String(rows.length)));
  },
  richQuery: async (stub) => keyValues(await stub.getQueryResult('{}')),
};

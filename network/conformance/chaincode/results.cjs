'use strict';

/** UTF-8 text of bytes; an absent value is the empty text. */
const text = (bytes) => Buffer.from(bytes ?? []).toString('utf8');

/** All rows of an iterator, or of an answer that holds one. */
const collect = async (found) => {
  const iterator = found.iterator ?? found;
  const rows = [];
  for (let next = await iterator.next(); ; next = await iterator.next()) {
    if (next.value) rows.push(next.value);
    if (next.done) break;
  }
  await iterator.close();
  return rows;
};

/** All rows as pairs of key and text. */
const keyValues = async (found) => (await collect(found)).map(({ key, value }) => [key, text(value)]);

module.exports = { text, collect, keyValues };

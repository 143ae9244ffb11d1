/** A long id with its middle left out: `a1b2c3…9f0e`; short ones whole. */
export const shorten = (text: string, head = 6, tail = 4): string =>
  text.length <= head + tail + 2 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;

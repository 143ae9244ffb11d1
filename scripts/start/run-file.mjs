import { rmSync } from 'node:fs';
import { writePrivateJson } from './private-files.mjs';

/**
 * run.json of the state: where everything is, written when all is ready, kept true while processes are restarted,
 * removed at stop.
 */
export const openRunFile = (path) => {
  let content;
  rmSync(path, { force: true });
  return {
    /** @param value `{ gateways, web, ledger, mqtt, accounts, pids, state }` */
    publish: (value) => {
      content = value;
      writePrivateJson(path, content);
    },
    notePid: (name, pid) => {
      if (content === undefined) return;
      content = { ...content, pids: { ...content.pids, [name]: pid } };
      writePrivateJson(path, content);
    },
    remove: () => {
      content = undefined;
      rmSync(path, { force: true });
    },
  };
};

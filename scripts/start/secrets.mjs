import { randomBytes } from 'node:crypto';
import { readJson, writePrivateJson } from './private-files.mjs';

const randomPassword = () => randomBytes(18).toString('base64url');

/**
 * Passwords made at the first start and kept in the state, readable by its owner only.
 * @returns a function that gives the password of a name, making it when it is new
 */
export const openSecrets = (file) => {
  const secrets = readJson(file, {});
  return (name) => {
    if (secrets[name] === undefined) {
      secrets[name] = randomPassword();
      writePrivateJson(file, secrets);
    }
    return secrets[name];
  };
};

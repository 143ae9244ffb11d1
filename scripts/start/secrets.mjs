import { randomBytes } from 'node:crypto';
import { readJson, writePrivateJson } from './private-files.mjs';

const isMixed = (text) => [/[a-z]/u, /[A-Z]/u, /\d/u].every((kind) => kind.test(text));

/** 18 random bytes as text with small and capital letters and digits: gateways refuse anything less mixed. */
export const randomPassword = () => {
  for (;;) {
    const text = randomBytes(18).toString('base64url');
    if (isMixed(text)) return text;
  }
};

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

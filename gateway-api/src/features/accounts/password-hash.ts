import argon2 from 'argon2';

/** OWASP Password Storage, argon2id: 19 MiB, 2 passes, 1 lane. */
const options = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hash of a password with its own salt, as PHC string. */
export const hashPassword = (password: string): Promise<string> =>
  argon2.hash(password.normalize('NFKC'), options);

/** True when the password is the hashed one. */
export const isPassword = (hash: string, password: string): Promise<boolean> =>
  argon2.verify(hash, password.normalize('NFKC'));

let decoy: Promise<string> | undefined;

/** Does the work of {@link isPassword} for a login that does not exist, so that time does not tell. */
export const isPasswordOfNobody = async (password: string): Promise<false> => {
  decoy ??= hashPassword('a password nobody has');
  await isPassword(await decoy, password);
  return false;
};

import { text } from 'node:stream/consumers';
import { hashPassword } from './broker/password-hash.js';

const password = (await text(process.stdin)).replace(/\r?\n$/u, '');
process.stdout.write(`${await hashPassword(password)}\n`);

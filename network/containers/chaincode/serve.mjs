/**
 * Serves the chaincode of this image to the peers of a jurisdiction (chaincode as a service). The package id is that of
 * the package in the image, which was made from the same bytes.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const address = process.env.CHAINCODE_ADDRESS ?? '0.0.0.0:9999';
const id = readFileSync(beside('package/package-id'), 'utf8').trim();

// the shim's program reads its arguments from the process and the contract from the working directory
process.chdir(beside('chaincode'));
process.argv.splice(2, Infinity, 'server', `--chaincode-address=${address}`, `--chaincode-id=${id}`);
createRequire(import.meta.url)('fabric-shim/cli.js');

import { parseArgs } from 'node:util';
import { jurisdictions } from './jurisdictions.mjs';

/** A wrong command line; `message` is one clear sentence. */
export class OptionError extends Error {
  name = 'OptionError';
}

/** What `npm start -- --help` prints. */
export const usage = `npm start -- [options]
  --fresh          empty the state first: new ledger, new databases, new passwords
  --ledger KIND    embedded (default) or fabric: Hyperledger Fabric as native processes (see fabric:install)
  --consensus KIND raft (default) or bft; with --ledger fabric, when it is made
  --peers N        1 (default) or 2 peers for each jurisdiction; with --ledger fabric, when it is made
  --lag hk=3       let a jurisdiction's peer run so many blocks behind (gd, hk or mo; repeatable)
  --no-demo        no demonstration trade; one administrator and one regulator per jurisdiction
  --state DIR      where everything is kept (default .baytrace)
  --help           this text`;

const maximumLag = 1000;

const parseLag = (text) => {
  const match = /^(gd|hk|mo)=(\d{1,4})$/u.exec(text);
  const blocks = Number(match?.[2]);
  if (match === null || blocks > maximumLag) {
    throw new OptionError(`--lag ${text}: write a jurisdiction and a number of blocks, such as --lag hk=3.`);
  }
  return [match[1], blocks];
};

const choices = { ledger: ['embedded', 'fabric'], consensus: ['raft', 'bft'], peers: ['1', '2'] };

const checkChoices = (values) => {
  for (const [name, allowed] of Object.entries(choices)) {
    if (values[name] !== undefined && !allowed.includes(values[name]))
      throw new OptionError(`--${name} ${values[name]}: it is ${allowed.join(' or ')}.`);
  }
};

const read = (args) => {
  try {
    return parseArgs({
      args,
      options: {
        fresh: { type: 'boolean', default: false },
        ...Object.fromEntries(Object.keys(choices).map((name) => [name, { type: 'string' }])),
        lag: { type: 'string', multiple: true, default: [] },
        'no-demo': { type: 'boolean', default: false },
        host: { type: 'string' },
        state: { type: 'string', default: '.baytrace' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError(`${error.message.split('\n')[0]} (npm start -- --help lists the options)`);
  }
};

/**
 * Reads the command line of `npm start`.
 * @returns `{ fresh, demo, state, help, ledger?, consensus?, peers?, lag: { gd, hk, mo } }`; lag in blocks
 * @throws OptionError
 */
export const parseOptions = (args) => {
  const values = read(args);
  if (values.host !== undefined) {
    throw new OptionError(
      '--host is not available yet: everything binds to 127.0.0.1, as TLS is not set up.',
    );
  }
  checkChoices(values);
  if (values.state === '') throw new OptionError('--state needs the name of a folder.');
  const none = Object.fromEntries(jurisdictions.map((jurisdiction) => [jurisdiction, 0]));
  return {
    fresh: values.fresh,
    demo: !values['no-demo'],
    state: values.state,
    help: values.help,
    ledger: values.ledger,
    consensus: values.consensus,
    peers: values.peers,
    lag: { ...none, ...Object.fromEntries(values.lag.map(parseLag)) },
  };
};

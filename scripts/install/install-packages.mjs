import { repository } from '../repository.mjs';
import { runCommand } from '../terminal/run-command.mjs';
import { installationFault } from './installed-packages.mjs';

/** npm itself: the program that runs this script when there is one, else the one in PATH. */
const npm = () => {
  const path = process.env.npm_execpath;
  return path?.endsWith('npm-cli.js') ? [process.execPath, [path]] : ['npm', []];
};

/**
 * Runs `npm ci` when node_modules is missing or does not match package-lock.json.
 * @returns true when it installed something
 * @throws CommandFailed when npm fails
 */
export const installPackages = async ({ say, signal } = {}) => {
  const fault = installationFault(repository);
  if (fault === undefined) return false;
  say?.(`installing packages (${fault})`);
  const [command, args] = npm();
  await runCommand(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { signal });
  return true;
};

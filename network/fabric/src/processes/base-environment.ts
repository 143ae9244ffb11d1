const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'] as const;

/**
 * The environment every process of the network starts from: where programs are and where temporary files go, nothing
 * else. Fabric reads any `CORE_…`, `ORDERER_…` or `FABRIC_…` variable as a setting that overrides its file, even an
 * empty one, so none may leak in from the operator's shell.
 */
export function baseEnvironment(inherited: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of passedOn) {
    const value = inherited[name];
    if (value !== undefined && value !== '') environment[name] = value;
  }
  return environment;
}

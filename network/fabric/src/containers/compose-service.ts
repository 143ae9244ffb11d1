/** The parts of a service of the Compose Specification that we use. */
export interface ComposeService {
  readonly image: string;
  readonly [key: string]: unknown;
}

/** A bind of a file or folder of the host, read only. */
export interface ReadOnlyBind {
  readonly type: 'bind';
  readonly source: string;
  readonly target: string;
  readonly read_only: true;
  /** A missing source is an error, not a new empty folder of root's. */
  readonly bind: { readonly create_host_path: false };
}

/** Mounts a file or folder of the host read only. */
export function readOnly(source: string, target: string): ReadOnlyBind {
  return { type: 'bind', source, target, read_only: true, bind: { create_host_path: false } };
}

/** A named volume; nothing of the image is copied into it, so that it keeps the owner it was given. */
export function volume(source: string, target: string): object {
  return { type: 'volume', source, target, volume: { nocopy: true } };
}

/** Publishes a container's port under the same number at an address of the host. */
export function published(port: number, address: string): object {
  return { target: port, published: String(port), host_ip: address };
}

/** Gives a service a secret, as a file at `target` (absolute). */
export function secret(source: string, target: string): object {
  return { source, target };
}

/** What a service may use of the host. */
export interface Allowance {
  /** Such as `512m`. */
  readonly memory: string;
  /** Processes and threads. */
  readonly pids: number;
  /** Folders in memory, writable. */
  readonly scratch?: readonly string[];
}

/**
 * What every service has: no root, no capabilities, a file system it cannot write to, bounded memory and logs. All run as
 * one user (`BAYTRACE_USER`), because files that are secrets keep the owner they have on the host.
 */
export function hardened({ memory, pids, scratch = [] }: Allowance): Record<string, unknown> {
  return {
    user: '${BAYTRACE_USER:-10001:10001}',
    restart: 'unless-stopped',
    read_only: true,
    tmpfs: ['/tmp', ...scratch].map((folder) => `${folder}:mode=1777`),
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: memory,
    pids_limit: pids,
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
  };
}

/** A health check by a command of the image. */
export function healthcheck(test: readonly string[], startPeriod = '60s'): object {
  return {
    test: ['CMD', ...test],
    interval: '15s',
    timeout: '5s',
    retries: 4,
    start_period: startPeriod,
  };
}

/**
 * Asks `/healthz` of Fabric's operations port. The images hold no curl and no wget, but bash (Ubuntu), which opens
 * TCP connections by itself.
 */
export function healthzCheck(port: number, path = '/healthz'): object {
  const ask = `exec 3<>/dev/tcp/127.0.0.1/${port} && printf 'GET ${path} HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3`;
  return healthcheck(['bash', '-c', `${ask} && [[ $$line == *' 200 '* ]]`]);
}

/** Waits for services in a state before this one starts. */
export function after(
  ...services: readonly (readonly [
    name: string,
    condition: 'service_healthy' | 'service_completed_successfully',
  ])[]
): object {
  return Object.fromEntries(
    [...services]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, condition]) => [name, { condition }]),
  );
}

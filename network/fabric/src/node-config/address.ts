/** `host:port` taken apart. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** Takes `host:port` apart; the port is what follows the last colon. */
export function hostAndPort(address: string): HostAndPort {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

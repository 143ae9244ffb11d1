import type { DeviceCapabilities, DeviceState } from '@baytrace/domain/devices';
import type { EntityManager } from 'typeorm';
import type { SigningJwk } from './signing-key.js';

/** A device as this gateway knows it; `enterprise` is null until one takes it into use. */
export interface DeviceRow {
  readonly id: string;
  readonly enterprise: string | null;
  readonly name: string;
  readonly line: string | null;
  readonly kind: DeviceState['kind'];
  readonly driver: string;
  /** Key by which its bridge is known: the first one seen, or the one accepted since. */
  readonly key: SigningJwk;
  readonly offered_key: SigningJwk | null;
  readonly journal: string;
  readonly boot: number;
  readonly online: boolean;
  readonly condition: DeviceState['condition'];
  readonly fault: string | null;
  readonly capabilities: DeviceCapabilities | null;
  readonly said_at: string;
  readonly last_seen: Date;
  readonly version: number;
}

export const findDevice = async (manager: EntityManager, id: string): Promise<DeviceRow | undefined> => {
  const [row] = await manager.query<DeviceRow[]>('SELECT * FROM app.device WHERE id = $1', [id]);
  return row;
};

/** Own devices and those nobody has taken into use; all of them where `enterprise` is null. */
export const listDevices = (
  manager: EntityManager,
  enterprise: string | null,
  after: string | null,
  limit: number,
): Promise<DeviceRow[]> =>
  manager.query<DeviceRow[]>(
    `SELECT * FROM app.device WHERE ($1::text IS NULL OR enterprise IS NULL OR enterprise = $1)
       AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [enterprise, after, limit],
  );

/** Writes what a device says of itself. An older state of the same journal (lower boot) changes nothing. */
export const recordState = async (manager: EntityManager, state: DeviceState): Promise<void> => {
  const { kty, crv, x, y, kid } = state.key;
  await manager.query(
    `INSERT INTO app.device (id, name, kind, driver, key, journal, boot, online, condition, fault, capabilities, said_at)
     VALUES ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, driver = excluded.driver, journal = excluded.journal,
       boot = excluded.boot, online = excluded.online, condition = excluded.condition, fault = excluded.fault,
       capabilities = coalesce(excluded.capabilities, app.device.capabilities), said_at = excluded.said_at,
       last_seen = CASE WHEN excluded.online THEN now() ELSE app.device.last_seen END
     WHERE app.device.journal <> excluded.journal OR app.device.boot <= excluded.boot`,
    [
      ...[state.device, state.kind, state.driver, JSON.stringify({ kty, crv, x, y, kid })],
      ...[state.journal, state.boot, state.online, state.condition, state.fault ?? null],
      ...[state.capabilities === undefined ? null : JSON.stringify(state.capabilities), state.at],
    ],
  );
};

/** Keeps a key that is not the trusted one, for somebody to accept or not. */
export const recordOfferedKey = async (
  manager: EntityManager,
  id: string,
  key: SigningJwk,
): Promise<void> => {
  await manager.query('UPDATE app.device SET offered_key = $2 WHERE id = $1', [id, JSON.stringify(key)]);
};

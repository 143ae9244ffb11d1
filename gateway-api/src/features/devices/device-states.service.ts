import { Inject, Injectable } from '@nestjs/common';
import { type DeviceState, deviceStateSchema } from '@baytrace/domain/devices';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { findDevice, recordOfferedKey, recordState } from './device.rows.js';
import { claimedPayload, RefusedMessage, verifiedPayload } from './signed-message.js';
import { type SigningJwk, signingJwkSchema } from './signing-key.js';

/**
 * Takes the retained states of devices. The key in the first state of a device is trusted from then on: the broker
 * let only this device publish it. Another key later is kept as an offer, and what it signs has no effect.
 */
@Injectable()
export class DeviceStates {
  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
  ) {}

  /** @throws RefusedMessage */
  async take(device: string, jws: Buffer): Promise<void> {
    const claimed = this.#stateOf(device, claimedPayload(jws));
    const offered = signingJwkSchema.parse(claimed.key);
    const known = await findDevice(this.transactions.reader, device);
    const trusted = known?.key ?? offered;
    if (trusted.x !== offered.x || trusted.y !== offered.y) {
      await verifiedPayload(jws, offered);
      await this.transactions.run((manager) => recordOfferedKey(manager, device, offered));
      throw new RefusedMessage(`device ${device} speaks with key ${offered.kid}, trusted is ${trusted.kid}`);
    }
    const state = this.#stateOf(device, await verifiedPayload(jws, trusted));
    await this.transactions.run((manager) => recordState(manager, state));
  }

  /** The trusted key of a device. @throws RefusedMessage for a device that never said who it is */
  async keyOf(device: string): Promise<SigningJwk> {
    const known = await findDevice(this.transactions.reader, device);
    if (known === undefined) throw new RefusedMessage(`device ${device} is not known`);
    return known.key;
  }

  #stateOf(device: string, payload: unknown): DeviceState {
    const state = deviceStateSchema.safeParse(payload);
    if (!state.success)
      throw new RefusedMessage(`state of ${device}: ${state.error.issues[0]?.message ?? ''}`);
    if (state.data.device !== device || state.data.jurisdiction !== this.config.jurisdiction) {
      throw new RefusedMessage(`state of another device on the topic of ${device}`);
    }
    return state.data;
  }
}

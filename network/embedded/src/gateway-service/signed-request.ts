import { status } from '@grpc/grpc-js';
import type { ChannelContext } from '../channel/channel-context.js';
import { UnknownIdentityError, type Identity } from '../msp/identity.js';
import { GatewayError } from './gateway-error.js';

const NOT_A_READER =
  'implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the ' +
  "'Readers' sub-policies to be satisfied";

/**
 * Checks that a member of the channel signed the request bytes (core/aclmgmt, policy /Channel/Application/Readers).
 * @throws GatewayError PERMISSION_DENIED, also for an unknown channel
 */
export async function expectReader(
  context: ChannelContext,
  channel: string,
  identity: Uint8Array,
  request: Uint8Array,
  signature: Uint8Array,
): Promise<void> {
  if (channel !== context.channel) {
    throw new GatewayError(status.PERMISSION_DENIED, `Failed to get policy manager for channel [${channel}]`);
  }
  if (await isReader(context, identity, request, signature)) return;
  throw new GatewayError(
    status.PERMISSION_DENIED,
    `Failed evaluating policy on signed data during check policy on channel [${channel}] with policy ` +
      `[/Channel/Application/Readers]: [${NOT_A_READER}]`,
  );
}

/** The signer, when a member of the channel signed the bytes. */
export async function isReader(
  context: ChannelContext,
  serialized: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<Identity | undefined> {
  try {
    const identity = context.members.identify(serialized);
    return (await context.signatures.verify(identity, message, signature)) ? identity : undefined;
  } catch (error) {
    if (error instanceof UnknownIdentityError) return undefined;
    throw error;
  }
}

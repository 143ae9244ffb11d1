import { Metadata, status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { describe, expect, test } from '@jest/globals';
import { hasHungUp, hasNotAnswered } from '../connection/peer-silence.js';
import { chaincodeRefusal, isUnreachable } from './ledger-answers.js';

const failure = (code: status, message: string, ...details: readonly string[]): GatewayError =>
  new GatewayError({
    code,
    details: details.map((text) => ({ address: 'peer:1', mspId: 'HongKongMSP', message: text })),
    cause: Object.assign(new Error(message), { code, details: message, metadata: new Metadata() }),
    message,
  });

const refused = 'chaincode response 500, BT-LOT-UNKNOWN {"lot":"L"}';

describe('what an error of the Fabric gateway means', () => {
  test('a refusal of the chaincode is read from the details, under ABORTED (endorse) and UNKNOWN (evaluate) alike', () => {
    for (const code of [status.ABORTED, status.UNKNOWN]) {
      const error = failure(code, 'failed to endorse transaction, see attached details', refused);
      expect(chaincodeRefusal(error)?.code).toBe('BT-LOT-UNKNOWN');
      expect(isUnreachable(error)).toBe(false);
    }
  });

  test('a chaincode that broke has answered: ABORTED is no reason to take it for away', () => {
    const error = failure(
      status.ABORTED,
      'failed to endorse',
      'chaincode response 500, TypeError: x is undefined',
    );
    expect(chaincodeRefusal(error)).toBeUndefined();
    expect(isUnreachable(error)).toBe(false);
  });

  test('a chaincode or a peer that is away has not', () => {
    expect(isUnreachable(failure(status.ABORTED, 'failed', 'error in simulation: connection refused'))).toBe(
      true,
    );
    expect(isUnreachable(failure(status.FAILED_PRECONDITION, 'no peers available to evaluate'))).toBe(true);
    expect(isUnreachable(failure(status.UNAVAILABLE, 'No connection established'))).toBe(true);
  });

  test('a peer with too many calls in hand has not answered the request, though it says UNKNOWN', () => {
    const busy = failure(
      status.UNKNOWN,
      '2 UNKNOWN: too many requests for /gateway.Gateway, exceeding concurrency limit (500)',
    );
    expect(isUnreachable(busy)).toBe(true);
    expect(hasNotAnswered(busy)).toBe(false);
  });

  test('the own peer is left when it hangs up or misses a deadline, not when others behind it are away', () => {
    expect(hasHungUp(failure(status.UNAVAILABLE, 'No connection established'))).toBe(true);
    expect(hasHungUp(failure(status.UNAVAILABLE, 'no orderers could process', 'orderer is away'))).toBe(
      false,
    );
    const late = failure(status.DEADLINE_EXCEEDED, 'Deadline exceeded');
    expect(hasNotAnswered(late)).toBe(true);
    expect(hasHungUp(late)).toBe(false);
    expect(hasNotAnswered(Object.assign(late, { transactionId: 'endorsing waits for others too' }))).toBe(
      false,
    );
  });
});

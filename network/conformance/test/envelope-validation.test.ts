import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { common, ledger as ledgerProtos, peer } from '@hyperledger/fabric-protos';
import {
  changedEnvelope,
  envelopeOf,
  partsOf,
  type TransactionParts,
} from '../src/blocks/transaction-parts.js';
import { conformance } from './network/conformance.js';
import { RawClient } from './network/raw-client.js';

const { rwset } = ledgerProtos;
const bytes = (text: string): Uint8Array => Buffer.from(text);

conformance(
  'what is checked in every envelope (common/validation/msgvalidation.go, plugindispatcher/dispatcher.go)',
  (ledger) => {
    let client: RawClient;

    beforeAll(() => {
      client = new RawClient(ledger.session);
    });

    afterAll(() => {
      client.close();
    });

    const codeOf = async (
      change: (parts: TransactionParts) => void,
      options: { bind?: boolean; actions?: number } = {},
    ): Promise<string> =>
      (await client.order(await client.forged('put', ['raw', 'x'], change, options))).code;

    const changeSet =
      (change: (set: InstanceType<typeof rwset.TxReadWriteSet>) => void) =>
      ({ action }: TransactionParts): void => {
        const set = rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
        change(set);
        action.setResults(set.serializeBinary());
      };

    const changeExtension =
      (change: (extension: peer.ChaincodeHeaderExtension) => void) =>
      ({ channelHeader }: TransactionParts): void => {
        const extension = peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8());
        change(extension);
        channelHeader.setExtension$(extension.serializeBinary());
      };

    const setEvent =
      (chaincode: string) =>
      ({ action }: TransactionParts): void => {
        const event = new peer.ChaincodeEvent();
        event.setChaincodeId(chaincode);
        event.setEventName('forged');
        action.setEvents(event.serializeBinary());
      };

    test('an unchanged transaction put together by hand is valid', async () => {
      const envelope = changedEnvelope(await client.endorsed('put', ['raw', '0']), () => undefined);
      expect((await client.order(await client.signed(envelope))).code).toBe('VALID');
    });

    test.each<[string, string, (parts: TransactionParts) => void, { bind?: boolean; actions?: number }]>([
      [
        'BAD_COMMON_HEADER',
        'an unknown header type',
        (p) => {
          p.channelHeader.setType(common.HeaderType.MESSAGE);
        },
        {},
      ],
      [
        'BAD_COMMON_HEADER',
        'an epoch',
        (p) => {
          p.channelHeader.setEpoch(1);
        },
        {},
      ],
      [
        'BAD_COMMON_HEADER',
        'no nonce',
        (p) => {
          p.signatureHeader.setNonce('');
        },
        {},
      ],
      [
        'BAD_PROPOSAL_TXID',
        'a transaction id that is not the hash of nonce and creator',
        (p) => {
          p.channelHeader.setTxId('ab'.repeat(32));
        },
        {},
      ],
      [
        'BAD_PROPOSAL_TXID',
        'another nonce',
        (p) => {
          p.signatureHeader.setNonce(bytes('another nonce'));
        },
        {},
      ],
      [
        'INVALID_ENDORSER_TRANSACTION',
        'a proposal hash that does not bind the input',
        (p) => {
          p.response.setProposalHash(bytes('x'));
        },
        { bind: false },
      ],
      ['INVALID_ENDORSER_TRANSACTION', 'no action', () => undefined, { actions: 0 }],
      ['INVALID_ENDORSER_TRANSACTION', 'two actions', () => undefined, { actions: 2 }],
      [
        'ENDORSEMENT_POLICY_FAILURE',
        'no endorsement',
        (p) => {
          p.payload.getAction()?.clearEndorsementsList();
        },
        {},
      ],
      [
        'ENDORSEMENT_POLICY_FAILURE',
        'a changed result under the old endorsements',
        (p) => {
          p.action.getResponse()?.setMessage('forged');
        },
        {},
      ],
      [
        'BAD_HEADER_EXTENSION',
        'an extension that is no message',
        (p) => {
          p.channelHeader.setExtension$(bytes('\u0001\u0001'));
        },
        {},
      ],
      [
        'INVALID_OTHER_REASON',
        'no chaincode in the header',
        changeExtension((e) => {
          e.clearChaincodeId();
        }),
        {},
      ],
      [
        'INVALID_OTHER_REASON',
        'no chaincode in the action',
        (p) => {
          p.action.clearChaincodeId();
        },
        {},
      ],
      [
        'INVALID_CHAINCODE',
        'an empty chaincode name',
        changeExtension((e) => {
          e.getChaincodeId()?.setName('');
        }),
        {},
      ],
      [
        'INVALID_CHAINCODE',
        'a chaincode name that differs between header and action',
        (p) => {
          p.action.getChaincodeId()?.setName('callee');
        },
        {},
      ],
      [
        'INVALID_CHAINCODE',
        'an empty chaincode version',
        (p) => {
          p.action.getChaincodeId()?.setVersion('');
        },
        {},
      ],
      [
        'INVALID_CHAINCODE',
        'a chaincode that is not defined',
        (p) => {
          changeExtension((e) => e.getChaincodeId()?.setName('nowhere'))(p);
          p.action.getChaincodeId()?.setName('nowhere');
          // Of several namespaces written, Fabric checks any one first.
          p.action.setResults('');
        },
        {},
      ],
      ['INVALID_OTHER_REASON', "an event of another chaincode's", setEvent('callee'), {}],
      [
        'BAD_RWSET',
        'a read/write set that is no message',
        (p) => {
          p.action.setResults(bytes('\u0001\u0001'));
        },
        {},
      ],
      [
        'ILLEGAL_WRITESET',
        'a namespace twice',
        changeSet((set) => {
          const [first] = set.getNsRwsetList();
          if (first) set.addNsRwset(first.clone());
        }),
        {},
      ],
      [
        'ENDORSEMENT_POLICY_FAILURE',
        'no namespaces',
        changeSet((set) => {
          set.clearNsRwsetList();
        }),
        {},
      ],
    ])('%s: %s', async (code, _, change, options) => {
      expect(await codeOf(change, options)).toBe(code);
    });

    test('a creator of another organisation than the endorsed one is bound by the transaction id', async () => {
      const other = new RawClient(ledger.session, 'MacaoMSP');
      const envelope = changedEnvelope(await client.endorsed('put', ['raw', '1']), ({ signatureHeader }) => {
        signatureHeader.setCreator(other.peer.signer.creator);
      });
      expect((await other.order(await other.signed(envelope))).code).toBe('BAD_PROPOSAL_TXID');
      other.close();
    });

    test('DUPLICATE_TXID: the same envelope again; the status of the id keeps the first result', async () => {
      const envelope = await client.signed(await client.endorsed('put', ['twice', '1']));
      const first = await client.order(envelope);
      expect(first.code).toBe('VALID');
      expect((await client.order(envelope)).code).toBe('DUPLICATE_TXID');
      const status = await client.peer.commitStatus(partsOf(envelope).channelHeader.getTxId());
      expect(status).toEqual({ answer: peer.TxValidationCode.VALID });
    });

    test('DUPLICATE_TXID: of two sent at once, in one block or in two, the first is valid (validator.go markTXIdDuplicates)', async () => {
      const envelope = await client.signed(await client.endorsed('put', ['twice at once', '1']));
      const from = await ledger.session.height();
      await Promise.all([client.peer.submit('', envelope), client.peer.submit('', envelope)]);
      expect(await client.codesOf(envelope, from, 2)).toEqual(['VALID', 'DUPLICATE_TXID']);
    });

    test('what an invalid envelope was to write is not written, and the envelope stays in the block', async () => {
      const envelope = await client.forged('put', ['never', 'x'], (parts) => {
        parts.payload.getAction()?.clearEndorsementsList();
      });
      const { block, index } = await client.order(envelope);
      expect(await ledger.guangdong.evaluate('get', 'never')).toBe('');
      expect(Buffer.from((await client.block(block)).envelopes[index] ?? [])).toEqual(
        Buffer.from(envelope.serializeBinary()),
      );
    });
  },
);

conformance('what the orderer refuses (orderer/common/broadcast, msgprocessor)', (ledger) => {
  let client: RawClient;

  beforeAll(() => {
    client = new RawClient(ledger.session);
  });

  afterAll(() => {
    client.close();
  });

  const refused = 'received unsuccessful response from orderer: status=';

  test('an empty payload, or one without a header', async () => {
    const signed = new common.Envelope();
    signed.setSignature(bytes('x'));
    expect(await client.refusedByOrderer(signed)).toBe(
      `${refused}BAD_REQUEST, info=could not determine channel ID: header not set`,
    );
    const headless = await client.signed(envelopeOf(undefined, bytes('x')));
    expect(await client.refusedByOrderer(headless)).toBe(
      `${refused}BAD_REQUEST, info=could not determine channel ID: header not set`,
    );
  });

  test('an unsigned envelope does not get so far (internal/pkg/gateway/submit.go)', async () => {
    expect(await client.refusedByOrderer(await client.endorsed('put', ['x', '1']))).toBe(
      'prepared transaction must be signed',
    );
  });

  test("a configuration or an orderer's transaction is no client's message", async () => {
    const type = (value: common.HeaderTypeMap[keyof common.HeaderTypeMap]) =>
      client.forged('put', ['x', '1'], ({ channelHeader }) => {
        channelHeader.setType(value);
      });
    expect(await client.refusedByOrderer(await type(common.HeaderType.CONFIG))).toBe(
      `${refused}BAD_REQUEST, info=message is of type that cannot be processed directly`,
    );
    expect(await client.refusedByOrderer(await type(common.HeaderType.ORDERER_TRANSACTION))).toBe(
      `${refused}BAD_REQUEST, info=message is of type that is no longer supported`,
    );
  });

  test('a channel that the envelope names but nobody has', async () => {
    const envelope = await client.forged('put', ['x', '1'], ({ channelHeader }) => {
      channelHeader.setChannelId('another');
    });
    expect(await client.refusedByOrderer(envelope)).toBe(
      `${refused}BAD_REQUEST, info=channel does not exist`,
    );
  });

  test('a signature that is not the creator’s', async () => {
    const other = new RawClient(ledger.session, 'MacaoMSP');
    const envelope = await client.endorsed('put', ['x', '1']);
    expect(await client.refusedByOrderer(await other.signed(envelope))).toBe(
      `${refused}FORBIDDEN, info=implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy ` +
        "requires 1 of the 'Writers' sub-policies to be satisfied: permission denied",
    );
    other.close();
  });

  test('more than 10 MiB (AbsoluteMaxBytes)', async () => {
    const envelope = await client.forged('put', ['x', '1'], ({ payload }) => {
      payload.setChaincodeProposalPayload(Buffer.alloc(11 * 1024 * 1024, 1));
    });
    expect(await client.refusedByOrderer(envelope)).toMatch(
      /status=BAD_REQUEST, info=message payload is \d+ bytes and exceeds maximum allowed 10485760 bytes$/,
    );
  });
});

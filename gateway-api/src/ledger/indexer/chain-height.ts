import type { Network } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';

/**
 * Blocks that the own peer has, by Fabric's query system chaincode (qscc, GetChainInfo).
 *
 * @throws GatewayError when the peer does not answer.
 */
export const heightOf = async (network: Network): Promise<bigint> => {
  const info = await network.getContract('qscc').evaluateTransaction('GetChainInfo', network.getName());
  return BigInt(common.BlockchainInfo.deserializeBinary(info).getHeight());
};

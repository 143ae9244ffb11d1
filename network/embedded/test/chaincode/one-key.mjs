// A chaincode server that does as little as a chaincode can: `put KEY VALUE`, without a shim. node one-key.mjs ADDRESS NAME
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';

const { ChaincodeMessage } = peer;
const { Type } = ChaincodeMessage;

const serialize = (message) => Buffer.from(message.serializeBinary());
const deserialize = (bytes) => ChaincodeMessage.deserializeBinary(bytes);

function messageOf(type, payload, like) {
  const message = new ChaincodeMessage();
  message.setType(type);
  message.setPayload(payload.serializeBinary());
  if (like) {
    message.setTxid(like.getTxid());
    message.setChannelId(like.getChannelId());
  }
  return message;
}

function answerTo(message) {
  if (message.getType() === Type.TRANSACTION) {
    const [, key, value] = peer.ChaincodeInput.deserializeBinary(
      message.getPayload_asU8(),
    ).getArgsList_asU8();
    const put = new peer.PutState();
    put.setKey(Buffer.from(key).toString());
    put.setValue(value);
    return messageOf(Type.PUT_STATE, put, message);
  }
  if (message.getType() !== Type.RESPONSE) return undefined;
  const response = new peer.Response();
  response.setStatus(200);
  return messageOf(Type.COMPLETED, response, message);
}

const [address, name] = process.argv.slice(2);
const server = new Server({ 'grpc.max_receive_message_length': -1 });
const connect = {
  path: '/protos.Chaincode/Connect',
  requestStream: true,
  responseStream: true,
  requestSerialize: serialize,
  requestDeserialize: deserialize,
  responseSerialize: serialize,
  responseDeserialize: deserialize,
};
server.addService(
  { connect },
  {
    connect: (stream) => {
      const id = new peer.ChaincodeID();
      id.setName(`${name}:1`);
      stream.write(messageOf(Type.REGISTER, id));
      stream.on('data', (message) => {
        const answer = answerTo(message);
        if (answer) stream.write(answer);
      });
      stream.on('end', () => stream.end());
    },
  },
);
server.bindAsync(address, ServerCredentials.createInsecure(), () => process.stdout.write('listening\n'));

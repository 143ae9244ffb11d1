import { z } from 'zod';
import { deviceCapabilitiesSchema } from '@baytrace/domain/devices';
import type { DeviceCapabilities } from '@baytrace/domain/devices';
import { DeviceLinkError } from '../driver.js';
import type { DeviceCounters, DeviceDriver, DeviceRecord, DeviceSession } from '../driver.js';
import { LineClient } from './line-client.js';
import { encodeLine, isRecordText, verbs } from './protocol.js';

const numberSchema = z
  .string()
  .regex(/^\d{1,15}$/u)
  .transform(Number);

const numberOf = (text: string | undefined): number => {
  const result = numberSchema.safeParse(text);
  if (!result.success) throw new DeviceLinkError(`not a number: ${String(text)}`);
  return result.data;
};

const askOne = async (client: LineClient, ...fields: readonly (string | number)[]): Promise<string[]> => {
  const [reply] = await client.ask([encodeLine(...fields)]);
  return reply ?? [];
};

const order = async (client: LineClient, ...fields: readonly (string | number)[]): Promise<void> => {
  const reply = await askOne(client, ...fields);
  if (reply[0] !== 'ACK') throw new DeviceLinkError(`${String(fields[0])} answered ${reply.join('|')}`);
};

const query = async (client: LineClient, verb: string): Promise<string[]> => {
  const [answered, ...fields] = await askOne(client, verb);
  if (answered !== verb) throw new DeviceLinkError(`${verb} answered ${String(answered)}`);
  return fields;
};

const readCapabilities = async (
  client: LineClient,
): Promise<{ identity: string; capabilities: DeviceCapabilities }> => {
  const [identity, depth, maxPayload, underrun] = await query(client, verbs.capabilities);
  const result = deviceCapabilitiesSchema.safeParse({
    maxPayload: numberOf(maxPayload),
    charset: 'ascii',
    symbologies: ['text', 'qr', 'data-matrix'],
    bufferDepth: numberOf(depth),
    ackMeans: 'queued',
    printDone: 'index',
    eventHasId: true,
    underrun,
    canClear: true,
    canReadback: true,
    clearsOnStop: false,
  });
  if (!result.success || identity === undefined) throw new DeviceLinkError('capabilities not understood');
  return { identity, capabilities: result.data };
};

const add = async (client: LineClient, records: readonly DeviceRecord[]): Promise<number> => {
  const replies = await client.ask(records.map(({ record, text }) => encodeLine(verbs.add, record, text)));
  const refused = replies.findIndex(([word]) => word !== 'ACK');
  return refused === -1 ? records.length : refused;
};

const countersOf = async (client: LineClient): Promise<DeviceCounters> => {
  const [marked, underruns, refused] = await query(client, verbs.counters);
  return { marked: numberOf(marked), underruns: numberOf(underruns), refused: numberOf(refused) };
};

/** Driver of coders that speak the serialised text protocol, such as the virtual coder. Emulator-verified. */
export const serialisedTextDriver: DeviceDriver = {
  name: 'serialised-text',
  canMark: (text, { maxPayload }) => text.length <= maxPayload && isRecordText(text),
  connect: async (address): Promise<DeviceSession> => {
    const client = await LineClient.open(address);
    try {
      return {
        ...(await readCapabilities(client)),
        openJob: (job) => order(client, verbs.openJob, job),
        add: (records) => add(client, records),
        free: async () => numberOf((await query(client, verbs.free))[0]),
        lastMarked: async () => numberOf((await query(client, verbs.lastMarked))[0]),
        clear: () => order(client, verbs.clear),
        start: () => order(client, verbs.run, 1),
        stop: () => order(client, verbs.run, 0),
        counters: () => countersOf(client),
        close: () => {
          client.close();
        },
      };
    } catch (error) {
      client.close();
      throw error;
    }
  },
};

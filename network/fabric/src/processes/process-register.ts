import { z } from 'zod';
import { readStateJson, writePrivateJson } from '../state-files/private-files.js';
import type { ProcessRecord } from './process-plan.js';

const recordSchema = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['orderer', 'peer', 'chaincode']),
  pid: z.int().positive(),
  startTime: z.string().min(1),
  stopped: z.boolean().exactOptional(),
});

/** processes.json: read anew each time, because several commands may change it in turn. */
export class ProcessRegister {
  constructor(private readonly file: string) {}

  /** @throws FabricNetworkError `BT-FABRIC-STATE-DAMAGED` */
  all(): readonly ProcessRecord[] {
    return readStateJson(this.file, z.array(recordSchema)) ?? [];
  }

  find(id: string): ProcessRecord | undefined {
    return this.all().find((record) => record.id === id);
  }

  put(record: ProcessRecord): void {
    writePrivateJson(this.file, [...this.all().filter(({ id }) => id !== record.id), record]);
  }

  remove(id: string): void {
    writePrivateJson(
      this.file,
      this.all().filter((record) => record.id !== id),
    );
  }
}

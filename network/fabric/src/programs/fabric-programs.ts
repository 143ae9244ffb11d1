/** Programs of Fabric's release archive that the network uses. */
export const fabricPrograms = ['peer', 'orderer', 'configtxgen', 'cryptogen', 'osnadmin'] as const;

/** One of them. */
export type FabricProgram = (typeof fabricPrograms)[number];

/** Programs that only the making of a jurisdiction's own material uses; the first is of Fabric CA's archive. */
export type MaterialProgram = 'fabric-ca-client' | 'configtxlator';

/** Absolute path of each program. */
export type Programs = Readonly<Record<FabricProgram, string>>;

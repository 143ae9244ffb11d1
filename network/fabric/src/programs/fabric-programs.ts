/** Programs of Fabric's release archive that the network uses. */
export const fabricPrograms = ['peer', 'orderer', 'configtxgen', 'cryptogen', 'osnadmin'] as const;

/** One of them. */
export type FabricProgram = (typeof fabricPrograms)[number];

/** Absolute path of each program. */
export type Programs = Readonly<Record<FabricProgram, string>>;

import { z } from 'zod';

/** The three jurisdictions that run the ledger. */
export const jurisdictions = ['GD', 'HK', 'MO'] as const;

/** `GD` Guangdong, `HK` Hong Kong, `MO` Macao. */
export type Jurisdiction = (typeof jurisdictions)[number];

export const jurisdictionSchema = z.enum(jurisdictions).meta({ id: 'Jurisdiction' });

const mspIds = { GD: 'GuangdongMSP', HK: 'HongKongMSP', MO: 'MacaoMSP' } as const;

/** The Fabric membership service provider of a jurisdiction, e.g. `GuangdongMSP`. */
export type MspId = (typeof mspIds)[Jurisdiction];

/** MSP id of a jurisdiction. */
export const mspOf = (jurisdiction: Jurisdiction): MspId => mspIds[jurisdiction];

/** Jurisdiction of an MSP id, or `undefined` for a foreign one. */
export const jurisdictionOf = (mspId: string): Jurisdiction | undefined =>
  jurisdictions.find((j) => mspIds[j] === mspId);

/** Name of the implicit private collection of a jurisdiction (Fabric: `_implicit_org_<MSPID>`). */
export const implicitCollectionOf = (jurisdiction: Jurisdiction): string =>
  `_implicit_org_${mspOf(jurisdiction)}`;

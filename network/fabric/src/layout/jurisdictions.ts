/** A jurisdiction as organisations of the network: one for its peers and clients, one for its orderers. */
export interface Jurisdiction {
  readonly code: 'gd' | 'hk' | 'mo';
  readonly name: string;
  /** MSP of peers, clients and administrators. */
  readonly mspId: string;
  /** MSP of orderers: cryptogen gives each organisation a CA of its own, so one MSP cannot own both kinds. */
  readonly ordererMspId: string;
  /** Domain of its peers; also a name in every TLS certificate of its peers, whichever of them answers. */
  readonly domain: string;
  readonly ordererDomain: string;
}

/** The three, in the order in which they are listed everywhere. */
export const jurisdictions: readonly Jurisdiction[] = [
  {
    code: 'gd',
    name: 'Guangdong',
    mspId: 'GuangdongMSP',
    ordererMspId: 'GuangdongOrdererMSP',
    domain: 'gd.baytrace.internal',
    ordererDomain: 'orderer.gd.baytrace.internal',
  },
  {
    code: 'hk',
    name: 'Hong Kong',
    mspId: 'HongKongMSP',
    ordererMspId: 'HongKongOrdererMSP',
    domain: 'hk.baytrace.internal',
    ordererDomain: 'orderer.hk.baytrace.internal',
  },
  {
    code: 'mo',
    name: 'Macao',
    mspId: 'MacaoMSP',
    ordererMspId: 'MacaoOrdererMSP',
    domain: 'mo.baytrace.internal',
    ordererDomain: 'orderer.mo.baytrace.internal',
  },
];

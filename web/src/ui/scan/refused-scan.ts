import type { ScanResult } from '../../api/contract.js';

/** A code that was scanned and refused, with the reason. */
export type RefusedScan = ScanResult['refused'][number];

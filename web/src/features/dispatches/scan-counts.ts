import type { Dispatch } from '../../api/contract.js';

/** Codes the lines of a dispatch ask for: one for each whole unit. */
export const expectedCodes = (dispatch: Pick<Dispatch, 'lines'>): number =>
  dispatch.lines.reduce((sum, line) => sum + Math.floor(Number(line.quantity)), 0);

/** Codes scanned so far. */
export const scannedCodes = (dispatch: Pick<Dispatch, 'lines'>): number =>
  dispatch.lines.reduce((sum, line) => sum + line.scanned, 0);

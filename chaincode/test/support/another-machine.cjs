/**
 * Preloaded into one peer's chaincode process: its clock is 400 days ahead, its chance is none, its words are foreign.
 * A chaincode that asked any of these would endorse something else than its neighbours.
 */
const { Date: RealDate } = globalThis;
const ahead = 400 * 24 * 60 * 60 * 1000;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + ahead] : args));
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
Math.random = () => 0.5;

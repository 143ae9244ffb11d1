import { jobCommandSchema } from '@baytrace/domain/devices';
import type { Acknowledge, Cancel, JobCommand, JobOffer, JobRefusal, Refill } from '@baytrace/domain/devices';
import type { Jurisdiction } from '@baytrace/domain/ledger';
import { unfitFor } from '../devices/driver.js';
import { keepChunk } from '../journal/job-codes.js';
import { newJobRecord, termsOf, totalOf, withEnding } from '../journal/job-record.js';
import type { JobRecord, JobTerms } from '../journal/job-record.js';
import { withAcknowledged } from '../journal/job-reports.js';
import type { Journal, JobStep } from '../journal/journal.js';
import type { Line } from '../line/line.js';
import { finishStep, isSettled } from '../line/settlement.js';
import { checkExpiry, RefusedMessage } from '../messages/signed-message.js';

/** Answer owed at once to an offer; other commands are answered by the numbered reports. */
export type Answer =
  { readonly type: 'accepted' } | { readonly type: 'refused'; readonly reason: JobRefusal };

const checkEpoch = (command: JobCommand, record: JobRecord): JobRecord => {
  if (command.epoch < record.epoch) throw new RefusedMessage('stale-epoch');
  return command.epoch > record.epoch ? { ...record, epoch: command.epoch } : record;
};

const differ = (record: JobRecord, terms: JobTerms): boolean =>
  record.terms !== null && JSON.stringify(record.terms) !== JSON.stringify(terms);

const checkPosition = (refill: Refill, record: JobRecord): void => {
  if (refill.from < record.received) throw new RefusedMessage('stale-position');
  if (refill.from > record.received) throw new RefusedMessage('position-ahead');
};

/** Takes commands of a gateway into the journal; what is stale, foreign or repeated has no effect. */
export class CommandIntake {
  constructor(
    private readonly journal: Journal,
    private readonly jurisdiction: Jurisdiction,
    private readonly line: Line,
  ) {}

  /** Obeys a verified payload. @throws RefusedMessage with the kind to count */
  async take(payload: unknown): Promise<Answer | undefined> {
    const parsed = jobCommandSchema.safeParse(payload);
    if (!parsed.success) throw new RefusedMessage('invalid', parsed.error.issues[0]?.message);
    const command = parsed.data;
    const foreign = command.device !== this.line.config.device || command.jurisdiction !== this.jurisdiction;
    if (foreign) throw new RefusedMessage('foreign-device');
    checkExpiry(command.expires, Date.now());
    if (command.type === 'job') return this.offer(command);
    if (command.type === 'cancel') await this.cancel(command);
    else await this.continueJob(command);
    return undefined;
  }

  private async offer(offer: JobOffer): Promise<Answer | undefined> {
    const terms = termsOf(offer);
    const capabilities = this.line.capabilities;
    if (this.journal.job(offer.job) === undefined && capabilities === undefined) return undefined;
    const record = await this.journal.change(offer.job, (now) => {
      if (now === undefined) return { record: this.judge(offer) };
      const raised = checkEpoch(offer, now);
      return raised === now || differ(now, terms) ? undefined : { record: raised };
    });
    if (record !== undefined && differ(record, terms)) return { type: 'refused', reason: 'BT-JOB-DIFFERS' };
    const reason = record?.refusal ?? null;
    return reason === null ? { type: 'accepted' } : { type: 'refused', reason };
  }

  /** A new job, refused for good when the device is not fit for it. */
  private judge(offer: JobOffer): JobRecord {
    const { job, device, epoch, textLength } = offer;
    const order = this.journal.nextOrder();
    const record = newJobRecord({ job, device, epoch, order, terms: termsOf(offer) });
    const unfit = this.line.capabilities && unfitFor(this.line.capabilities, textLength);
    return unfit === undefined ? record : { ...record, state: 'refused', refusal: unfit };
  }

  private async cancel({ job, device, epoch, ...rest }: Cancel): Promise<void> {
    await this.journal.change(job, (now) => {
      const start = { job, device, epoch, order: this.journal.nextOrder(), terms: null };
      const known =
        now === undefined ? newJobRecord(start) : checkEpoch({ job, device, epoch, ...rest }, now);
      return this.endStep(known, 'cancelled');
    });
  }

  /** Ends an open job; one with nothing in flight finishes without the device. */
  private async endStep(record: JobRecord, outcome: 'cancelled' | 'unfit'): Promise<JobStep | undefined> {
    const ending = withEnding(record, outcome);
    if (ending.state !== 'ending') return undefined;
    return isSettled(ending) ? finishStep(this.journal, ending, outcome) : { record: ending };
  }

  private async continueJob(command: Refill | Acknowledge): Promise<void> {
    await this.journal.change(command.job, (now) => {
      if (now === undefined) throw new RefusedMessage('unknown-job');
      const record = checkEpoch(command, now);
      return command.type === 'refill' ? this.refill(command, record) : this.acknowledge(command, record);
    });
  }

  private async acknowledge(command: Acknowledge, record: JobRecord): Promise<JobStep | undefined> {
    if (command.upToSequence > record.sequence) throw new RefusedMessage('sequence-ahead');
    return withAcknowledged(this.journal.store, record, command.upToSequence);
  }

  private async refill(refill: Refill, record: JobRecord): Promise<JobStep | undefined> {
    if (record.state !== 'open' || record.terms === null) throw new RefusedMessage('job-ended');
    checkPosition(refill, record);
    const { chunkSize } = record.terms;
    const upTo = Math.min(refill.from + chunkSize, totalOf(record));
    const [first, last] = [refill.codes[0], refill.codes.at(-1)];
    const whole = refill.sequence === refill.from / chunkSize + 1 && last?.position === upTo - 1;
    const ascends = first !== undefined && first.index > record.lastIndex;
    if (!whole || !ascends) throw new RefusedMessage('wrong-chunk');
    if (!this.canMarkAll(refill, record.terms.textLength)) return this.endStep(record, 'unfit');
    return {
      record: { ...record, received: upTo, lastIndex: last.index },
      changes: [keepChunk(refill)],
    };
  }

  private canMarkAll(refill: Refill, textLength: number): boolean {
    const { driver, capabilities } = this.line;
    return refill.codes.every(
      ({ text }) =>
        text.length <= textLength && (capabilities === undefined || driver.canMark(text, capabilities)),
    );
  }
}

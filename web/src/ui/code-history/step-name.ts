import { text } from '../text/use-text.js';

const steps = [
  'issued',
  'drawn',
  'marked',
  'assigned',
  'produced',
  'shipped',
  'received',
  'sold',
  'returned',
  'found',
  'lost',
  'disposed',
  'sampled',
  'voided',
  'disabled',
  'enabled',
] as const;
type Step = (typeof steps)[number];
const isStep = (step: string): step is Step => (steps as readonly string[]).includes(step);

/** Word for one step of a code's way; an unknown one as it is. */
export const stepName = (step: string): string => (isStep(step) ? text(`history.step.${step}`) : step);

const reasons = ['damaged', 'leaked', 'error', 'other'] as const;
type Reason = (typeof reasons)[number];
const isReason = (reason: string): reason is Reason => (reasons as readonly string[]).includes(reason);

/** Word for the reason of a disabled code; an unknown one as it is. */
export const reasonName = (reason: string): string =>
  isReason(reason) ? text(`codes.reason.${reason}`) : reason;

/** Word for the type of a batch's file; an unknown one as it is. */
export const fileTypeName = (type: string): string =>
  type === 'inspection-report' || type === 'production-record' ? text(`history.file.${type}`) : type;

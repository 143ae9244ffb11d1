export * from './message-envelope.js';
export * from './topics.js';
export * from './job-commands.js';
export * from './job-reports.js';
export * from './device-capabilities.js';
export * from './device-state.js';
export * from './print-job.js';
export * from './reduce-report.js';

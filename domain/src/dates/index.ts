export * from './calendar-date.js';
export * from './expiry.js';
export * from './event-time.js';

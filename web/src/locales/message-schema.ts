import type { messages } from './zh-Hans/index.js';

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

/** The words every language must have: those of the standard's language. A missing one fails the type check. */
export type MessageSchema = Shape<typeof messages>;

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** Path of one message, e.g. `purchases.confirm`. */
export type MessageKey = Leaves<MessageSchema>;

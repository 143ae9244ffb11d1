import type { paths } from './schema.js';

type Methods = 'get' | 'post' | 'patch' | 'delete';

/** Headers that every call of a kind needs are added by the client, not by the caller. */
type WithoutHeaders<Op> = Op extends { parameters: infer P }
  ? Omit<Op, 'parameters'> & { parameters: Omit<P, 'header'> }
  : Op;

type Calls<Item> = { [M in keyof Item]: M extends Methods ? WithoutHeaders<Item[M]> : Item[M] };

/** The generated paths as the client calls them: below `/api/v1`, without the headers it adds itself. */
export type GatewayPaths = {
  [P in keyof paths as P extends `/api/v1${infer Rest}` ? Rest : never]: Calls<paths[P]>;
};

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : never;

/** What a call answers when all is well. */
export type Answer<P extends keyof GatewayPaths, M extends Methods> = GatewayPaths[P] extends {
  [K in M]: { responses: infer Responses };
}
  ? Json<Responses[keyof Responses & (200 | 201)]>
  : never;

/** What a call takes. */
export type Body<P extends keyof GatewayPaths, M extends Methods> = GatewayPaths[P] extends {
  [K in M]: { requestBody: infer Request };
}
  ? Json<Request>
  : never;

/** One item of a list. */
export type Item<P extends keyof GatewayPaths> = Answer<P, 'get'> extends { items: (infer T)[] } ? T : never;

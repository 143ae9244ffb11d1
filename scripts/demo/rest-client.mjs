import { setTimeout as delay } from 'node:timers/promises';

/** A gateway refused a request; `status`, `code` (BT-…) and `problem` are its answer. */
export class RestProblem extends Error {
  name = 'RestProblem';

  constructor(method, path, status, problem) {
    super(
      `${method} ${path}: ${status} ${problem?.code ?? ''} ${problem?.title ?? ''} ${JSON.stringify(problem?.params ?? {})}`,
    );
    this.status = status;
    this.code = problem?.code;
    this.problem = problem;
  }
}

/** No answer came to a request that must not be sent twice: it may have been carried out. */
export class OutcomeUnknown extends Error {
  name = 'OutcomeUnknown';
}

const patienceMs = 60_000;
/** Answers that a gateway gives while it, its database or its ledger is being restarted. */
const passing = new Set([502, 503, 504]);

const cookiesOf = (response) => response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);

const bodyOf = async (response) => {
  const text = await response.text();
  return /\bjson\b/u.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
};

/**
 * Sends until the gateway answers; a gateway that is just being restarted is waited for.
 * @param repeatable whether the request may be carried out twice
 * @throws OutcomeUnknown when it may not, and may have been
 */
const sendPatiently = async (url, options, repeatable) => {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { response, error } = await fetch(url, options).then(
      (received) => ({ response: received }),
      (failure) => ({ error: failure }),
    );
    if (response !== undefined && !passing.has(response.status)) return response;
    const unsent = error?.cause?.code === 'ECONNREFUSED';
    if (!repeatable && !unsent)
      throw new OutcomeUnknown(`${options.method} ${url}: no answer`, { cause: error });
    if (performance.now() > until) {
      if (response !== undefined) return response;
      throw new Error(`${url} does not answer`, { cause: error });
    }
    await delay(500);
  }
};

/** Signing in and scanning twice do no harm, nor does what has an Idempotency-Key or makes nothing. */
const mayRepeat = (method, path, idempotencyKey) =>
  method === 'GET' ||
  method === 'DELETE' ||
  idempotencyKey !== undefined ||
  path === '/session' ||
  path.endsWith('/scans');

/**
 * A user of one gateway's REST API, with the cookies of a session.
 * @param gatewayUrl such as `http://127.0.0.1:8081`
 */
export class RestClient {
  #cookies = new Map();
  #csrf;

  constructor(gatewayUrl) {
    this.base = `${gatewayUrl}/api/v1`;
  }

  /** Signs in. @returns the account */
  async signIn(login, password) {
    const { account, csrf } = await this.request('POST', '/session', { body: { login, password } });
    this.#csrf = csrf;
    return account;
  }

  #headers(body, idempotencyKey) {
    const json = body !== undefined && !(body instanceof FormData);
    return {
      accept: 'application/json',
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...(this.#csrf === undefined ? {} : { 'x-csrf-token': this.#csrf }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(this.#cookies.size === 0
        ? {}
        : { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
    };
  }

  #keepCookies(response) {
    for (const cookie of cookiesOf(response)) {
      const at = cookie.indexOf('=');
      this.#cookies.set(cookie.slice(0, at), cookie.slice(at + 1));
    }
  }

  /**
   * Sends one request.
   * @param options `body`: a value for JSON, or FormData; `idempotencyKey` for commands
   * @returns the answer's body
   * @throws RestProblem, OutcomeUnknown
   */
  async request(method, path, { body, idempotencyKey } = {}) {
    const options = {
      method,
      headers: this.#headers(body, idempotencyKey),
      body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
    };
    const repeatable = mayRepeat(method, path, idempotencyKey);
    const response = await sendPatiently(`${this.base}${path}`, options, repeatable);
    this.#keepCookies(response);
    const answer = await bodyOf(response);
    if (!response.ok) throw new RestProblem(method, path, response.status, answer);
    return answer;
  }

  get(path) {
    return this.request('GET', path);
  }

  post(path, body) {
    return this.request('POST', path, { body });
  }

  /**
   * Sends a command to the ledger and waits until it is committed.
   * @returns the answer's body, with its seal as committed
   * @throws RestProblem when it is refused, at once or finally
   */
  async command(path, body, idempotencyKey) {
    const answer = await this.request('POST', path, { body, idempotencyKey });
    return answer.ledger?.state === 'waiting'
      ? { ...answer, ledger: await this.#outcome(path, answer.ledger.operation) }
      : answer;
  }

  async #outcome(path, operation) {
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      const { ledger } = await this.get(`/operations/${operation}`);
      if (ledger.state === 'committed') return ledger;
      if (ledger.state === 'refused') throw new RestProblem('POST', path, 409, ledger.refusal);
      await delay(300);
    }
    throw new Error(`POST ${path}: operation ${operation} is still waiting`);
  }
}

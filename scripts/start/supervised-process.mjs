import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { secondsSince } from '../terminal/progress.mjs';
import { endProcess } from './end-process.mjs';
import { identityOf } from './process-identity.mjs';
import { readFrom } from './readiness.mjs';

const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** Who lived so long is restarted quickly again. */
const soundLifeMs = 30_000;
const largestLog = 20 * 1024 * 1024;
/** So often a process may die before it was ever ready. */
const deathsBeforeReady = 3;

/** The pause before the next start of a process: doubled with each early death, from 0.5 s to 10 s. */
export const nextPause = (pauseMs, livedMs) =>
  livedMs >= soundLifeMs ? firstPauseMs : Math.min(longestPauseMs, pauseMs * 2);

/** The settings of this program are not those of its children. */
const inheritedEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:BAYTRACE_|npm_)/u.test(name)));

/** A process could not be started; `message` ends with the last lines of its log. */
export class StartFailed extends Error {
  name = 'StartFailed';
}

/**
 * One process, kept running. It has a process group of its own, so that Ctrl-C reaches only the supervisor, which then
 * ends everything in order; its output goes to a log file directly, so it outlives a killed supervisor unharmed.
 */
export class SupervisedProcess {
  #child;
  #identity;
  #startedAt = 0;
  #pauseMs = firstPauseMs;
  #deaths = 0;
  #wasReady = false;
  #stopping = false;
  #logOffset = 0;

  /**
   * @param plan `{ name, title, command, args, cwd?, env?, uid?, gid?, isReady({ log, offset }), afterReady?(),
   *   readyWithinMs?, stopSignal?, stopWithinMs?, forceSignal? }`
   * @param house `{ logs, register, say, onPid(name, pid) }`
   */
  constructor(plan, house) {
    this.plan = {
      cwd: process.cwd(),
      env: {},
      readyWithinMs: 60_000,
      stopSignal: 'SIGTERM',
      stopWithinMs: 5000,
      ...plan,
    };
    this.house = house;
    this.log = `${house.logs}/${plan.name}.log`;
  }

  get name() {
    return this.plan.name;
  }

  get pid() {
    return this.#child?.pid;
  }

  #openLog() {
    if (existsSync(this.log) && statSync(this.log).size > largestLog) renameSync(this.log, `${this.log}.1`);
    const descriptor = openSync(this.log, 'a', 0o600);
    this.#logOffset = statSync(this.log).size;
    return descriptor;
  }

  /** Starts it once. */
  launch() {
    const { command, args, cwd, env, uid, gid, stopSignal } = this.plan;
    const log = this.#openLog();
    const account = uid === undefined ? {} : { uid, gid };
    const child = spawn(command, args, {
      cwd,
      env: { ...inheritedEnvironment(), ...env },
      stdio: ['ignore', log, log],
      detached: true,
      ...account,
    });
    closeSync(log);
    this.#child = child;
    this.#startedAt = performance.now();
    child.once('error', (error) => this.#ended(error.message));
    child.once('exit', (code, signal) => this.#ended(signal ?? `exit code ${code}`));
    if (child.pid === undefined) return;
    this.#identity = identityOf(child.pid);
    this.house.register.add(this.name, child.pid, stopSignal);
    this.house.onPid(this.name, child.pid);
  }

  #ended(how) {
    this.#child = undefined;
    this.house.register.remove(this.name);
    if (this.#stopping) return;
    this.#deaths += 1;
    if (!this.#wasReady && this.#deaths >= deathsBeforeReady) return;
    const pauseMs = this.#pauseMs;
    this.#pauseMs = nextPause(pauseMs, performance.now() - this.#startedAt);
    this.house.say(`${this.plan.title} ended (${how}); starting it again in ${pauseMs / 1000} s`);
    setTimeout(() => this.#stopping || void this.#relaunch(), pauseMs);
  }

  async #relaunch() {
    this.launch();
    if (!this.#wasReady) return;
    const from = performance.now();
    try {
      if (await this.#becomesReady())
        this.house.say(`${this.plan.title} runs again (${secondsSince(from)} s)`);
    } catch (error) {
      this.house.say(`${this.plan.title} runs again, but: ${error.message}`);
    }
  }

  /** Gave up: dead so often that it never will be ready, or this run of it is over. */
  #isHopeless(child) {
    return this.#wasReady ? this.#child !== child : this.#deaths >= deathsBeforeReady;
  }

  async #becomesReady() {
    const until = performance.now() + this.plan.readyWithinMs;
    const child = this.#child;
    while (!this.#stopping && performance.now() < until && !this.#isHopeless(child)) {
      const runs = this.#child !== undefined;
      if (runs && (await this.plan.isReady({ log: this.log, offset: this.#logOffset }))) {
        await this.plan.afterReady?.();
        return true;
      }
      await delay(50);
    }
    return false;
  }

  /**
   * Starts it and waits until it is ready.
   * @throws StartFailed when it is not ready in time, or died three times
   */
  async start() {
    this.launch();
    this.#wasReady = await this.#becomesReady();
    if (this.#wasReady || this.#stopping) return;
    const tail = readFrom(this.log, this.#logOffset).trimEnd().split('\n').slice(-20).join('\n');
    throw new StartFailed(`${this.plan.title} does not start. The end of ${this.log}:\n${tail}`);
  }

  /** Ends it in order, by force when it does not listen. */
  async stop() {
    this.#stopping = true;
    if (this.#child === undefined || this.#identity === undefined) return;
    const { stopSignal: signal, stopWithinMs: timeoutMs, forceSignal = 'SIGKILL', title } = this.plan;
    const how = await endProcess(this.#identity, { signal, timeoutMs, forceSignal });
    if (how === 'killed') this.house.say(`${title} did not stop in ${timeoutMs / 1000} s and was killed`);
    this.house.register.remove(this.name);
  }
}

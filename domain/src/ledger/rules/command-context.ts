import { DomainError } from '../../errors/index.js';
import type { Actor } from '../batch.js';
import type { Jurisdiction } from '../jurisdiction.js';
import { keys } from '../keys.js';
import type { Codes } from '../values/codes.js';
import type { Enterprise } from '../values/enterprise.js';
import type { Exit, Parcel } from '../values/parcel.js';
import type { Effect, UnitsPerCode } from './conservation.js';
import type { World } from './world.js';

/** A parcel or exit before it has its number. */
export type Unnumbered<T> = T extends { id: string } ? Omit<T, 'id' | 'v'> : never;

/** Numbers parcels and exits of a batch: `actor.batch.n`. */
export class Numbering {
  #next = 0;
  constructor(readonly prefix: string) {}
  next(): string {
    return `${this.prefix}.${this.#next++}`;
  }
}

/** What one command works on, and what it did so far. */
export class CommandContext implements Effect {
  readonly consumed: Parcel[] = [];
  readonly created: Parcel[] = [];
  readonly exits: Exit[] = [];
  readonly made = new Map<string, bigint>();
  issued: Codes = [];

  constructor(
    readonly world: World,
    readonly actor: Actor,
    readonly numbering: Numbering,
  ) {}

  /** Enterprise that acts. @throws DomainError `BT-ROLE-WRONG` when the actor is none. */
  enterprise(): Enterprise {
    if (this.actor.kind !== 'enterprise') throw new DomainError('BT-ROLE-WRONG', { actor: this.actor.id });
    return this.world.enterprise(this.actor.id);
  }

  readonly unitsPerCode: UnitsPerCode = (locator) => BigInt(this.world.block(locator).unitsPerCode);

  consume(parcel: Parcel): void {
    this.consumed.push(parcel);
    this.world.remove(keys.parcel(parcel.id));
  }

  /** Creates a parcel; goods in transit are guarded by the receiver's jurisdiction, all else by the holder's. */
  create(parcel: Unnumbered<Parcel>, id: string = this.numbering.next()): Parcel {
    const created = { v: 1, id, ...parcel } as Parcel;
    this.created.push(created);
    this.world.put(keys.parcel(id), created, this.#guardOf(created));
    return created;
  }

  exit(exit: Unnumbered<Exit>): void {
    this.exits.push({ id: this.numbering.next(), ...exit });
  }

  make(lot: string, quantity: bigint): void {
    this.made.set(lot, (this.made.get(lot) ?? 0n) + quantity);
  }

  #guardOf(parcel: Parcel): Jurisdiction {
    const keeper =
      parcel.kind === 'goods' && parcel.transit !== undefined ? parcel.transit.to : parcel.holder;
    return this.world.enterprise(keeper).jurisdiction;
  }
}

import { DomainError } from '@baytrace/domain';

/** Misbehaviour of a real device, as chances for each record added; `dieAfter` is a number of marks, 0 = never. */
export interface Faults {
  readonly dropReply: number;
  readonly cut: number;
  readonly full: number;
  readonly dieAfter: number;
}

/** What goes wrong with one record. */
export type Mishap = 'drop-reply' | 'cut' | 'full' | undefined;

const names = { 'drop-reply': 'dropReply', cut: 'cut', full: 'full', 'die-after': 'dieAfter' } as const;

const isName = (name: string): name is keyof typeof names => Object.hasOwn(names, name);

/**
 * Reads `drop-reply:0.01,cut:0.005,full:0.01,die-after:1500`.
 * @throws DomainError `BT-INPUT-INVALID` for an unknown fault or number
 */
export const parseFaults = (text: string): Faults => {
  const faults = { dropReply: 0, cut: 0, full: 0, dieAfter: 0 };
  for (const part of text.split(',').filter((p) => p !== '')) {
    const [name = '', value = ''] = part.split(':');
    const number = Number(value);
    if (!isName(name) || value === '' || !(number >= 0)) {
      throw new DomainError('BT-INPUT-INVALID', { where: 'fault', reason: part });
    }
    faults[names[name]] = number;
  }
  return faults;
};

/** Deterministic chances in [0, 1) from a seed (mulberry32). */
export const seededChance = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Decides for each record what goes wrong. */
export const mishapsOf = (faults: Faults, chance: () => number): (() => Mishap) => {
  return () => {
    const drawn = chance();
    if (drawn < faults.full) return 'full';
    if (drawn < faults.full + faults.cut) return 'cut';
    return drawn < faults.full + faults.cut + faults.dropReply ? 'drop-reply' : undefined;
  };
};

import { reactive, ref, shallowRef, watch, type Reactive, type Ref, type ShallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Page } from '../../api/contract.js';
import { toProblem, type ApiProblem } from '../../api/problem.js';

/** Filters as text; the address of the page carries them, so that a link can be sent to a colleague. */
export type Filters = Record<string, string>;

/** What a page of a list is read with. */
export interface PageQuery {
  limit: number;
  cursor?: string;
}

/** A list read page by page from the gateway. */
export interface PagedList<T, F extends Filters> {
  readonly filters: Reactive<F>;
  readonly items: ShallowRef<T[]>;
  readonly ready: Ref<boolean>;
  readonly busy: Ref<boolean>;
  readonly problem: ShallowRef<ApiProblem | null>;
  readonly more: Ref<boolean>;
  readonly next: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

const pageSize = 50;

/** The values a filter may have; without a list any text. */
export type Allowed<F extends Filters> = { readonly [K in keyof F]?: readonly F[K][] };

const fromAddress = <F extends Filters>(
  defaults: F,
  query: Readonly<Record<string, unknown>>,
  allowed: Allowed<F>,
): F =>
  Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => {
      const given = query[name];
      const known: readonly string[] | undefined = allowed[name];
      return [name, typeof given === 'string' && known?.includes(given) !== false ? given : value];
    }),
  ) as F;

/** Reads a list at once, again when a filter changes (after a short pause), and further pages on `next`. */
export const useList = <T, F extends Filters = Filters>(
  load: (filters: F, page: PageQuery) => Promise<Page<T>>,
  defaults: F = {} as F,
  allowed: Allowed<F> = {},
): PagedList<T, F> => {
  const route = useRoute();
  const router = useRouter();
  const filters = reactive<F>(fromAddress(defaults, route.query, allowed));
  const items = shallowRef<T[]>([]);
  const ready = ref(false);
  const busy = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  const more = ref(false);
  let cursor: string | null = null;
  let turn = 0;

  const read = async (continued: boolean): Promise<void> => {
    const mine = ++turn;
    busy.value = true;
    try {
      const query: PageQuery = { limit: pageSize };
      if (continued && cursor !== null) query.cursor = cursor;
      const page = await load({ ...filters } as F, query);
      if (mine !== turn) return;
      items.value = continued ? [...items.value, ...page.items] : page.items;
      cursor = page.next;
      more.value = cursor !== null;
      problem.value = null;
      ready.value = true;
    } catch (error) {
      if (mine === turn) problem.value = toProblem(error);
    } finally {
      if (mine === turn) busy.value = false;
    }
  };

  let pause: ReturnType<typeof setTimeout> | undefined;
  watch(filters, () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const set = Object.entries(filters as Filters).filter(([name, value]) => value !== defaults[name]);
      void router.replace({ query: Object.fromEntries(set) });
      void read(false);
    }, 250);
  });

  void read(false);
  return {
    filters,
    items,
    ready,
    busy,
    problem,
    more,
    next: () => read(true),
    reload: () => read(false),
  };
};

import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** Charter §8: the portal's first load is at most this many bytes of script, gzipped. */
const budget = 250 * 1024;

/** What a first visit asks for besides the entry: one language and the first page. */
const firstVisit = [
  /locales\/zh-Hans\/index/u,
  /features\/session\/SignInPage/u,
  /app\/shell\/ShellLayout/u,
  /features\/today\/TodayPage/u,
];

type Chunks = ReadonlyMap<string, Rollup.OutputChunk>;

const addWithImports = (chunk: Rollup.OutputChunk, chunks: Chunks, seen: Set<string>): void => {
  if (seen.has(chunk.fileName)) return;
  seen.add(chunk.fileName);
  for (const file of chunk.imports) {
    const next = chunks.get(file);
    if (next !== undefined) addWithImports(next, chunks, seen);
  }
};

/**
 * Prints the gzipped script of a first visit (entry, one language, sign-in, shell, Today) and fails the build
 * above {@link budget}.
 */
export const firstLoadBudget = (): Plugin => ({
  name: 'baytrace-first-load-budget',
  apply: 'build',
  generateBundle(_options, bundle): void {
    const chunks: Chunks = new Map(
      Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? [[file.fileName, file] as const] : [],
      ),
    );
    const seen = new Set<string>();
    for (const chunk of chunks.values()) {
      const modules = chunk.facadeModuleId ?? '';
      if (chunk.isEntry || firstVisit.some((pattern) => pattern.test(modules)))
        addWithImports(chunk, chunks, seen);
    }
    const bytes = [...seen].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '').length, 0);
    this.info(
      `first load: ${(bytes / 1024).toFixed(1)} kB gzip of script in ${seen.size} files (limit 250 kB)`,
    );
    if (bytes > budget) this.error(`first load is above ${(budget / 1024).toFixed(0)} kB gzip`);
  },
});

import { fileURLToPath } from 'node:url';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vite';
import { firstLoadBudget } from './build/first-load-budget.js';

const locales = fileURLToPath(new URL('src/locales', import.meta.url));

/** The web app is served by each gateway on its own origin; in development the API is proxied to one. */
export default defineConfig(({ command }) => ({
  plugins: [
    vue(),
    vueI18n({ include: [`${locales}/*/*.json`], strictMessage: true, fullInstall: false, runtimeOnly: true }),
    components({
      dirs: [],
      // written by `npm run dev` when a page uses a component for the first time; a build changes no source
      dts: command === 'serve' ? 'src/element-components.d.ts' : false,
      resolvers: [ElementPlusResolver({ importStyle: 'css' })],
    }),
    firstLoadBudget(),
  ],
  define: { __VUE_OPTIONS_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', proxy: { '/api': process.env['BAYTRACE_API'] ?? 'http://127.0.0.1:8081' } },
}));

/// <reference types="vite/client" />

/** For tools that do not read single-file components (lint); vue-tsc knows the real types. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent<object, object, unknown>;
  export default component;
}

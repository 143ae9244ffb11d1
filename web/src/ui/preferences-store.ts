import { useLocalStorage, usePreferredDark, usePreferredLanguages } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed } from 'vue';
import { isLanguage, preferredLanguage, type Language } from './text/languages.js';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

/** How this person on this device likes the portal. Kept in the browser. */
export const usePreferences = defineStore('preferences', () => {
  const wanted = usePreferredLanguages();
  const prefersDark = usePreferredDark();
  const chosen = useLocalStorage<string>('baytrace.language', '');
  const theme = useLocalStorage<Theme>('baytrace.theme', 'system');
  const density = useLocalStorage<Density>('baytrace.density', 'comfortable');
  const sound = useLocalStorage<boolean>('baytrace.sound', true);

  const language = computed<Language>({
    get: () => (isLanguage(chosen.value) ? chosen.value : preferredLanguage(wanted.value)),
    set: (value) => {
      chosen.value = value;
    },
  });
  const dark = computed(() => (theme.value === 'system' ? prefersDark.value : theme.value === 'dark'));
  return { language, theme, density, sound, dark };
});

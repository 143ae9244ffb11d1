import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import './theme.css';
import { whenSignedOut } from '../api/client.js';
import { useSession } from '../api/session-store.js';
import { usePreferences } from '../ui/preferences-store.js';
import { i18n, switchLanguage } from '../ui/text/i18n.js';
import App from './App.vue';
import { createPortalRouter } from './router.js';

const app = createApp(App);
app.use(createPinia());
const preferences = usePreferences();
await switchLanguage(preferences.language);
watch(() => preferences.language, switchLanguage);

const router = createPortalRouter();
const session = useSession();
whenSignedOut(() => {
  session.forget();
  const here = router.currentRoute.value;
  if (here.meta.public !== true && here.matched.length > 0) {
    void router.push({ name: 'sign-in', query: { to: here.fullPath } });
  }
});

app.use(i18n).use(router).mount('#app');

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { setSessionEndedHandler } from './api/call.js';
import { createQueryClient } from './app/query-client.js';
import { waitForSignIn } from './app/re-sign-in.js';
import { createAppRouter } from './app/router.js';
import { watchTheme } from './app/theme.js';
import { createI18n } from './i18n/i18n.js';
import { currentLanguage, setCurrentLanguage } from './i18n/language.js';
import { loadPageTexts, loadStartTexts } from './i18n/load-texts.js';
import { loadShell } from './shell/load-shell.js';
import './styles/kern-subset.scss';
import './styles/index.css';

const client = createQueryClient();
setCurrentLanguage(currentLanguage());
const i18n = createI18n(currentLanguage());
const startTexts = loadStartTexts(i18n);
const router = createAppRouter(client, i18n);
// Both are needed as soon as somebody is signed in: they load while the session is asked for.
void loadPageTexts(i18n);
void loadShell();
setSessionEndedHandler(waitForSignIn);
watchTheme();

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
const start = (): void =>
  createRoot(element).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  );
void startTexts.then(start);

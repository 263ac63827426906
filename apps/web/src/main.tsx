import '@fontsource/ibm-plex-sans/latin-400.css'
import '@fontsource/ibm-plex-sans/latin-500.css'
import '@fontsource/ibm-plex-sans/latin-600.css'
import '@fontsource/ibm-plex-sans/latin-ext-400.css'
import '@fontsource/ibm-plex-sans/latin-ext-600.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/global.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followPersonLanguage } from './accounts/follow-person-language.ts'
import { takeFragmentSecret } from './accounts/fragment-secret.ts'
import { sessionQuery } from './api/accounts.ts'
import { createAppRouter } from './routes.tsx'
import { startI18n } from './ui/i18n.ts'
import { LOCALE_FILES } from './ui/locale-files.ts'
import { NotificationArea } from './ui/NotificationArea.tsx'
import { createQueryClient } from './ui/query-client.ts'
import { cssVariables, theme } from './ui/theme.ts'

// Before anything else: no secret stays in the address.
takeFragmentSecret(window)
window.addEventListener('hashchange', () => takeFragmentSecret(window))

const client = createQueryClient(() => {
  if (client.getQueryData(sessionQuery.queryKey)?.person) {
    client.setQueryData(sessionQuery.queryKey, { person: null, memberships: [] })
    // The guards of the routes lead to the sign-in page and back here.
    void router.invalidate() // never rejects: the router shows its own errors
  }
})
const router = createAppRouter(client)
followPersonLanguage(client)

// every page asks who is there
void client.prefetchQuery(sessionQuery)
await startI18n(LOCALE_FILES)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <NotificationArea />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

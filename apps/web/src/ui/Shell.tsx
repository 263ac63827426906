import { Anchor, Button, Container, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/accounts.ts'
import { Icon } from './Icon.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { LoadingLines } from './Loaded.tsx'
import { lazyPart } from './lazy-part.ts'
import { OfflineNotice } from './OfflineNotice.tsx'
import classes from './shell.module.css'
import { Wordmark } from './Wordmark.tsx'

// The page does not wait for it.
const ForYouLink = lazyPart(async () => ({
  default: (await import('../comments/ForYouLink.tsx')).ForYouLink,
}))

/** Header, page, nothing else: every page outside the canvas. */
export function Shell(): ReactNode {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery)
  const person = session.data?.person ?? null
  return (
    <>
      <a className="skip-link" href="#main">
        {t('skipToContent')}
      </a>
      <header className={classes.header}>
        <Container size={1080} px="md" className={classes.bar}>
          <Link to="/" className={classes.home} aria-label={t('home')}>
            <Wordmark />
          </Link>
          <Group className={classes.links}>
            {session.data?.memberships.some(({ role }) => role === 'coach') && (
              <Anchor
                component={Link}
                to="/methodes"
                size="sm"
                underline="hover"
                c="inherit"
                px={8}
                visibleFrom="sm"
              >
                {t('methods')}
              </Anchor>
            )}
            <Anchor href="/cas" size="sm" underline="hover" c="inherit" px={8} visibleFrom="sm">
              {t('publishedCases')}
            </Anchor>
            {person && (
              <Suspense fallback={null}>
                <ForYouLink />
              </Suspense>
            )}
            <LanguageSwitch />
            {person && (
              <Button
                component={Link}
                to="/compte"
                variant="subtle"
                c="inherit"
                px="xs"
                size="sm"
                maw={200}
                leftSection={<Icon name="person" />}
                title={t('account')}
                classNames={{ label: classes.personName, section: classes.personIcon }}
              >
                {person.name}
              </Button>
            )}
            {session.isSuccess && !person && (
              <Button component={Link} to="/connexion" variant="default" size="sm" visibleFrom="sm">
                {t('signIn')}
              </Button>
            )}
          </Group>
        </Container>
      </header>
      <OfflineNotice />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Suspense
          fallback={
            <Container size={1080} pt={40}>
              <LoadingLines />
            </Container>
          }
        >
          <Outlet />
        </Suspense>
      </main>
    </>
  )
}

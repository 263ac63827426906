import { type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { lazyPart } from './lazy-part.ts'
import { onFirstNotice, wasNotified } from './notify.ts'

const Notifications = lazyPart(async () => ({
  default: (await import('@mantine/notifications')).Notifications,
}))

/** Where notices appear; loads with the first one. */
export function NotificationArea(): ReactNode {
  const needed = useSyncExternalStore(onFirstNotice, wasNotified)
  if (!needed) return null
  return (
    <Suspense>
      <Notifications position="bottom-center" />
    </Suspense>
  )
}

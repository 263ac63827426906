import { Alert } from '@mantine/core'
import { onlineManager } from '@tanstack/react-query'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

const subscribe = (listener: () => void) => onlineManager.subscribe(listener)

/** Says that the device has no network, for as long as that lasts. */
export function OfflineNotice(): ReactNode {
  const { t } = useTranslation()
  const online = useSyncExternalStore(subscribe, () => onlineManager.isOnline())
  return (
    <div aria-live="polite">
      {!online && (
        <Alert color="orange" radius={0} variant="light">
          {t('offline')}
        </Alert>
      )}
    </div>
  )
}

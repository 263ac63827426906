import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface SideDrawerProps {
  title: string
  size: 'md' | 'xl'
  opened: boolean
  onClose(): void
  /** Drawn, and asked of the server, only while the drawer is open. */
  children: ReactNode
}

/** What comes from the right over a page of the product, and closes with Escape; beside a board it is `SidePanel`. */
export function SideDrawer({ title, size, opened, onClose, children }: SideDrawerProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {opened && children}
    </Drawer>
  )
}

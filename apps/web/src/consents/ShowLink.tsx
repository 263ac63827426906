import { Modal, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A link to be copied by hand. */
export interface ShowLinkProps {
  url: string
  onClose(): void
}

/** The link in a field, selected: for browsers that do not let a page copy. */
export function ShowLink({ url, onClose }: ShowLinkProps): ReactNode {
  const { t } = useTranslation('consents')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('link.byHand')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <TextInput
        readOnly
        data-autofocus
        label={t('link.label')}
        description={t('link.hint')}
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Modal>
  )
}

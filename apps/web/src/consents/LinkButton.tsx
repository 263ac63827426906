import { Button } from '@mantine/core'
import type { consentLinkSchema } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import { approvalsQuery, consentLink, consentsQuery, revokeConsentLink } from '../api/consents.ts'
import { Icon } from '../ui/Icon.tsx'
import { notifyDone } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'
import { ShowLink } from './ShowLink.tsx'

/** Whose link, and to what. */
export interface LinkButtonProps {
  cohortId: string
  organisationId: string
  organisationName: string
  caseId: string | null
  /** The link that can be answered with now; its address was told once and is not known any more. */
  link: z.infer<typeof consentLinkSchema> | null
}

/** Makes the link by which an organisation answers, and copies it; where copying is not allowed, shows it. */
export function LinkButton({
  cohortId,
  organisationId,
  organisationName,
  caseId,
  link,
}: LinkButtonProps): ReactNode {
  const { t } = useTranslation('consents')
  const [shown, setShown] = useState<string | null>(null)
  const refresh = [caseId === null ? consentsQuery(cohortId).queryKey : approvalsQuery(caseId).queryKey]
  const revoke = useCommand({ run: revokeConsentLink, refresh, done: t('link.revoked') })
  const ask = useCommand({
    run: () => consentLink({ cohortId, organisationId, caseId }),
    refresh,
    onDone: ({ url }) => {
      const show = () => setShown(url)
      // only a secure page has a clipboard
      if (!('clipboard' in navigator)) return show()
      navigator.clipboard
        .writeText(url)
        .then(() => notifyDone(t('link.copied', { name: organisationName })), show)
    },
  })
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<Icon name="copy" />}
        loading={ask.isPending}
        aria-label={t(link ? 'link.againNamed' : 'link.copyNamed', { name: organisationName })}
        onClick={() => ask.mutate()}
      >
        {t(link ? 'link.again' : 'link.copy')}
      </Button>
      {link !== null && (
        <Button
          variant="subtle"
          size="sm"
          loading={revoke.isPending}
          aria-label={t('link.revokeNamed', { name: organisationName })}
          onClick={() => revoke.mutate(link.id)}
        >
          {t('link.revoke')}
        </Button>
      )}
      {shown !== null && <ShowLink url={shown} onClose={() => setShown(null)} />}
    </>
  )
}

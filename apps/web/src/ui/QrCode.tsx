import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What the square holds. */
export interface QrCodeProps {
  text: string
}

/** A link as a QR square, always dark on white: phones read no other. The encoder loads when the first one is shown. */
export function QrCode({ text }: QrCodeProps): ReactNode {
  const { t } = useTranslation()
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    const draw = async () => {
      const { toString: drawQr } = await import('qrcode')
      const svg = await drawQr(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
      if (current) setPicture(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`)
    }
    // Without the square there is still the link and the code beside it.
    draw().catch(() => undefined)
    return () => {
      current = false
    }
  }, [text])
  if (picture === null) return null
  return <img src={picture} alt={t('qrAlt')} width={176} height={176} style={{ borderRadius: 8 }} />
}

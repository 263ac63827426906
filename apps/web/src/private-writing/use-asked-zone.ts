import { useCallback, useState } from 'react'
import { dropWaitingField, openWaitingField } from '../ui/waiting-field.ts'
import { ALL_ZONES, type AskedZone } from './private-desk.ts'

/** What the tray was opened for, and the way to open it: what is typed before its field is there comes into that field. */
export function useAskedZone(fieldLabel: string): [AskedZone | null, (zoneId: string | null) => void] {
  const [asked, setAsked] = useState<AskedZone | null>(null)
  const show = useCallback(
    (zoneId: string | null) => {
      if (zoneId === null) dropWaitingField()
      else if (zoneId !== ALL_ZONES) openWaitingField(fieldLabel)
      setAsked(zoneId === null ? null : { zoneId })
    },
    [fieldLabel],
  )
  return [asked, show]
}

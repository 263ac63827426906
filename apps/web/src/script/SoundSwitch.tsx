import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StepIcon } from './StepIcon.tsx'
import buttons from './step-buttons.module.css'
import { keepSound, ring, wantsSound } from './step-sound.ts'

/** Whether this device rings when a step begins, has a minute left, and is over. Off until somebody wants it. */
export function SoundSwitch({ className = '' }: { className?: string | undefined }): ReactNode {
  const { t } = useTranslation('script')
  const [isOn, setOn] = useState(wantsSound)
  return (
    <button
      type="button"
      className={`${buttons['icon']} ${className}`}
      aria-pressed={isOn}
      aria-label={t('sound')}
      title={t(isOn ? 'soundOn' : 'soundOff')}
      onClick={() => {
        keepSound(!isOn)
        setOn(!isOn)
        // So that she knows what she will hear.
        if (!isOn) ring('minute')
      }}
    >
      <StepIcon name={isOn ? 'sound' : 'mute'} />
    </button>
  )
}

import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import styles from './side-panel.module.css'
import { openerOfWaitingField } from './waiting-field.ts'

/** A panel beside the board. */
export interface SidePanelProps {
  title: string
  /** What the button that closes it is called. */
  closeLabel: string
  onClose(): void
  /** The focus goes to the panel when it opens, and again when this changes. */
  about?: string
  side?: 'left' | 'right'
  /** The colours of what is in it. */
  className?: string | undefined
  lang?: string
  /** The attribute that it is found by, without `data-`. */
  mark: string
  /** For who has to give it the focus again. */
  panel?: RefObject<HTMLElement | null>
  children: ReactNode
}

/**
 * What stands beside the board, or over its lower half on a phone, on the canvas and in the plan alike. It takes the
 * focus, unless somebody types into a waiting field, closes with Escape, and gives the focus back to what had it.
 */
export function SidePanel(props: SidePanelProps): ReactNode {
  const { title, closeLabel, onClose, about, side = 'right', className = '', lang, mark, children } = props
  const own = useRef<HTMLElement>(null)
  const panel = props.panel ?? own
  const opener = useRef<Element | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is about is not read, it only calls for the focus
  useEffect(() => {
    const waitsFor = openerOfWaitingField()
    opener.current = waitsFor ?? document.activeElement
    // whoever types already is about to get a field in it
    if (waitsFor === null) panel.current?.focus()
  }, [about, panel])
  const close = () => {
    onClose()
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  const leave = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (!panel.current?.contains(document.activeElement)) return
    event.preventDefault()
    close()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => leave(event)
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={`${styles['panel']} ${className}`}
      aria-label={title}
      lang={lang}
      data-side={side}
      {...{ [`data-${mark}`]: true }}
    >
      <h2>
        <span>{title}</span>
        <button type="button" aria-label={closeLabel} onClick={close}>
          <span aria-hidden>×</span>
        </button>
      </h2>
      <div className={styles['body']}>{children}</div>
    </section>
  )
}

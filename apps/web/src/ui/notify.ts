import i18next from 'i18next'

/** Good news leaves by itself after this long; problems stay until closed. */
const GOOD_NEWS_MS = 4_000

let area: Promise<typeof import('@mantine/notifications')> | null = null
const listeners = new Set<() => void>()

/** Whether anything was ever said: until then the corner for it is not loaded. */
export function wasNotified(): boolean {
  return area !== null
}

/** Calls back when something is said for the first time; returns the undo. */
export function onFirstNotice(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(notice: { message: string; color: string; autoClose: number | false; role?: string }): void {
  area ??= import('@mantine/notifications')
  for (const listener of listeners) listener()
  area
    .then(({ notifications }) =>
      notifications.show({
        ...notice,
        withBorder: true,
        closeButtonProps: { 'aria-label': i18next.t('close') },
      }),
    )
    // The network failed in between: the next notice tries again, and the page itself still shows its state.
    .catch(() => {
      area = null
    })
}

/** Says that something worked. */
export function notifyDone(message: string): void {
  show({ message, color: 'petrol', autoClose: GOOD_NEWS_MS })
}

/** Says that something did not work; stays until closed. */
export function notifyProblem(message: string): void {
  show({ message, color: 'red', autoClose: false, role: 'alert' })
}

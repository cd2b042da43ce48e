import { useEffect, useState } from 'react'

/**
 * Gives the focus back to what had it when the dialog was made: one that is taken out of the page instead of being closed
 * would leave whoever has only a keyboard at the top of the page.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) setTimeout(() => before.focus({ preventScroll: true }))
    },
    [before],
  )
}

import { useEffect, useRef, type RefObject } from 'react'
import type { FieldError } from '../../api/api-problem.ts'

/** A form whose first wrong field has the focus whenever there are other faults: who cannot see it is told at once. */
export function useFirstFault(errors: readonly FieldError[]): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  const faults = errors.map(({ path, message }) => `${path} ${message}`).join('\n')
  useEffect(() => {
    if (faults !== '') form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [faults])
  return form
}

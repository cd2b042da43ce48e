import { createContext, useContext, type ComponentType } from 'react'
import type { FieldControlProps } from './form-props.ts'

const Context = createContext<ComponentType<FieldControlProps> | undefined>(undefined)

export const ControlProvider = Context.Provider

/** The control of what is within another value: what holds values need not know all kinds of them. */
export function useFieldControl(): ComponentType<FieldControlProps> {
  const control = useContext(Context)
  if (control === undefined) throw new Error('There is no form around this control.')
  return control
}

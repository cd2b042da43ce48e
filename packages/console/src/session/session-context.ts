import { createContext, useContext } from 'react'
import type { Permission, Principal } from '../api/session.ts'

const Context = createContext<Principal | undefined>(undefined)

export const SessionProvider = Context.Provider

/** Who is signed in. Throws outside of the shell, which lets nobody else in. */
export function usePrincipal(): Principal {
  const principal = useContext(Context)
  if (principal === undefined) throw new Error('Nobody is signed in here.')
  return principal
}

/** Whether who is signed in may do that. What they may not do is shown as that, not hidden: it is there for others. */
export function useMay(permission: Permission): boolean {
  return usePrincipal().permissions.includes(permission)
}

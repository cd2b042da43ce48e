import { NavLink, Outlet } from 'react-router'
import { Guarded } from '../../app/guarded.tsx'
import { useMay } from '../../session/session-context.ts'
import classes from './settings.module.css'

const tabs = [
  { to: 'connectors', label: 'Connectors' },
  { to: 'keys', label: 'API keys' },
  { to: 'flags', label: 'Flags' },
  { to: 'alerts', label: 'Alert targets' },
  { to: 'sessions', label: 'Sessions' },
] as const

/** What stands around every page of settings. Each has an address of its own, so the tabs are links. */
export function Component() {
  const isOperator = useMay('tenants.manage')
  const shown = isOperator ? [...tabs, { to: 'tenants', label: 'Tenants' }] : tabs
  return (
    <>
      <nav aria-label="Settings" className={classes.tabs}>
        {shown.map(({ to, label }) => (
          <NavLink key={to} to={`/settings/${to}`} className={classes.tab ?? ''}>
            {label}
          </NavLink>
        ))}
      </nav>
      <Guarded>
        <Outlet />
      </Guarded>
    </>
  )
}

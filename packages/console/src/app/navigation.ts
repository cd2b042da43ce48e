import {
  IconActivity,
  IconAlertOctagon,
  IconBellRinging,
  IconBug,
  IconFlask,
  IconGauge,
  IconLayoutDashboard,
  IconPlugConnected,
  IconRobot,
  IconRocket,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react'
import type { Permission } from '../api/session.ts'

export interface NavigationEntry {
  readonly to: string
  readonly label: string
  readonly icon: typeof IconActivity
  /** Who lacks it has no use for the page. */
  readonly permission?: Permission
}

/** What the console consists of, in the order in which it is asked for. */
export const navigation: readonly NavigationEntry[] = [
  { to: '/', label: 'Overview', icon: IconLayoutDashboard },
  { to: '/start', label: 'Getting started', icon: IconRocket },
  { to: '/metrics', label: 'Metrics', icon: IconActivity, permission: 'usage.read' },
  { to: '/explorer', label: 'Explorer', icon: IconFlask },
  { to: '/connections', label: 'Connections', icon: IconPlugConnected, permission: 'connections.read' },
  { to: '/errors', label: 'Errors', icon: IconBug, permission: 'operations.read' },
  { to: '/alerts', label: 'Objectives and alerts', icon: IconBellRinging, permission: 'operations.read' },
  { to: '/limits', label: 'Limits', icon: IconGauge, permission: 'operations.read' },
  { to: '/breakers', label: 'Breakers', icon: IconAlertOctagon, permission: 'operations.read' },
  { to: '/agents', label: 'Toolsets for agents', icon: IconRobot, permission: 'toolsets.read' },
  { to: '/audit', label: 'Audit', icon: IconShieldCheck, permission: 'audit.read' },
  { to: '/settings', label: 'Settings', icon: IconSettings },
]

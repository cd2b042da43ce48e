/** What a principal may do. One word for each thing that can be allowed by itself. */
export const permissions = [
  'connectors.read',
  'calls.read',
  'calls.write',
  'calls.destructive',
  'connections.read',
  'connections.write',
  'keys.read',
  'keys.write',
  'flags.read',
  'flags.write',
  'toolsets.read',
  'toolsets.write',
  'alerts.write',
  'audit.read',
  'usage.read',
  'operations.read',
  'operations.write',
  'errors.write',
  'tenant.read',
  'tenant.write',
  'tenants.manage',
  'vault.rotate',
] as const

export type Permission = (typeof permissions)[number]

/** What a principal is within its tenant. */
export const roles = ['owner', 'admin', 'developer', 'viewer', 'agent'] as const

export type Role = (typeof roles)[number]

const viewer: readonly Permission[] = [
  'connectors.read',
  'calls.read',
  'connections.read',
  'flags.read',
  'toolsets.read',
  'usage.read',
  'operations.read',
  'tenant.read',
]
const developer: readonly Permission[] = [
  ...viewer,
  'calls.write',
  'calls.destructive',
  'connections.write',
  'keys.read',
  'errors.write',
]
const admin: readonly Permission[] = [
  ...developer,
  'keys.write',
  'flags.write',
  'toolsets.write',
  'alerts.write',
  'audit.read',
]

/** The one table of what each role may do within its tenant. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  owner: [...admin, 'tenant.write'],
  admin,
  developer,
  viewer,
  agent: [
    'connectors.read',
    'calls.read',
    'calls.write',
    'connections.read',
    'toolsets.read',
    'operations.read',
  ],
}

/** What only the operator of the installation may do, across tenants. */
export const operatorPermissions: readonly Permission[] = [
  'operations.write',
  'tenants.manage',
  'vault.rotate',
]

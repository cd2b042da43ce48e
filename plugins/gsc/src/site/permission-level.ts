import { Type } from '@patchbay/contract'

/** What the user may do with a property. */
export const PermissionLevel = Type.Union(
  [
    Type.Literal('owner'),
    Type.Literal('full'),
    Type.Literal('restricted'),
    Type.Literal('unverified'),
    Type.Literal('unknown'),
  ],
  {
    description:
      'What the account may do: `unverified` may see no data until somebody verifies the property.',
  },
)

const levels = {
  siteowner: 'owner',
  sitefulluser: 'full',
  siterestricteduser: 'restricted',
  siteunverifieduser: 'unverified',
} as const

/** Google's two spellings of a level, such as `siteOwner` and `SITE_OWNER`, as one of ours. */
export function permissionLevel(wire: string): (typeof levels)[keyof typeof levels] | 'unknown' {
  const key = wire.replaceAll('_', '').toLowerCase()
  return Object.hasOwn(levels, key) ? levels[key as keyof typeof levels] : 'unknown'
}

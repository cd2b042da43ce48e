import type { ApiKey } from '../../api/keys.ts'

/** What a key is held to beside its role. */
export function restrictionWords({
  restrictions,
  toolsets,
  addresses,
}: Pick<ApiKey, 'restrictions' | 'toolsets' | 'addresses'>): string {
  const { connectors, operations, effects, connections } = restrictions ?? {}
  const named: ReadonlyArray<readonly [string, readonly string[] | null | undefined]> = [
    ['effects', effects],
    ['connectors', connectors],
    ['operations', operations],
    ['connections', connections],
    ['toolsets', toolsets],
    ['from', addresses],
  ]
  const words = named.flatMap(([name, list]) => (list ? [`${name} ${list.join(', ')}`] : []))
  return words.length === 0 ? 'all that its role may' : `only ${words.join('; ')}`
}

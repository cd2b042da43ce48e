import type { AdminKey } from '../access/admin-key.ts'
import type { Patchbay } from '../app-dependencies.ts'

/** What a person needs to see after the start. Goes to standard error: standard output carries the log. */
export function welcome(
  { registry, emulators, keyRing }: Patchbay,
  url: string,
  adminKey: AdminKey,
  hasConsole: boolean,
): string {
  const lines = ['', `  Patchbay serves at ${url}`, '']
  if (hasConsole) lines.push(`  Console  ${url}/app/`)
  lines.push(`  API      ${url}/v1/connectors`, `  OpenAPI  ${url}/openapi.json`, `  Docs     ${url}/docs`)
  lines.push(`  MCP      ${url}/mcp`)
  lines.push(`  Health   ${url}/readyz   Metrics  ${url}/metrics`, '')
  for (const { host } of registry.loaded) {
    const { id, version, operations } = host.description
    const emulator = emulators.get(id)
    const where = emulator === undefined ? 'no emulator running' : `emulator at ${emulator.url}`
    lines.push(`  ✓ ${id} ${version}, ${operations.length} operations, ${where}`)
  }
  for (const { id, reason } of registry.quarantined) lines.push(`  ✗ ${id} is quarantined: ${reason}`)
  lines.push('')
  // The key itself is shown once, when it is made; later starts only say where it is.
  if (adminKey.isNew) lines.push(`  Admin key, new and kept in ${adminKey.origin}:`, `  ${adminKey.key}`)
  else
    lines.push(
      `  Admin key: from ${adminKey.origin === 'environment' ? 'PATCHBAY_ADMIN_KEY' : adminKey.origin}`,
    )
  if (keyRing?.isNew === true) {
    lines.push(
      `  Key ring, new and kept in ${keyRing.origin}: without it no stored secret can be read. Keep a copy.`,
    )
  }
  return [...lines, ''].join('\n')
}

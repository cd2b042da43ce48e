import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** The scenarios that a revision requires of servers, as the suite has them frozen. */
export async function readRequired(revision: string): Promise<ReadonlySet<string>> {
  const url = import.meta.resolve('@modelcontextprotocol/conformance/package.json')
  const path = fileURLToPath(new URL(`requirements/${revision}.yaml`, url))
  const { server } = parse(await readFile(path, 'utf8')) as { readonly server: readonly string[] }
  return new Set(server)
}

import { isCode, type Workspace } from '../workspace.ts'

const configuration = 'packages/runtime/src/configuration/'
const schema = `${configuration}settings`
// Serves development alone; where it finds a server is not a setting of the runtime.
const servesTests = 'packages/test-servers/'
// A browser has no environment: what the console says of one is text for somebody else's program.
const runsInBrowsers = 'packages/console/'
const access = /\bprocess\??\.env\b|\benv\b[^'"\n]*\bfrom 'node:process'/
const lookup = /\[\s*'([A-Z][A-Z0-9_]*)'\s*\]|\benv(?:ironment)?\??\.([A-Z][A-Z0-9_]*)\b/g
const ownName = /\bPATCHBAY_[A-Z0-9][A-Z0-9_]*\b/g

/**
 * One schema declares every environment variable: only the runtime's configuration reads the environment, what
 * it reads by name is named in the schema, and no code or page speaks of a variable of ours that is not there.
 */
export function environmentVariables(workspace: Workspace): string[] {
  const shipped = workspace.files.filter(
    (path) =>
      /^(?:packages|plugins)\/[^/]+\/src\//.test(path) && !path.startsWith(servesTests) && isCode(path),
  )
  const pages = workspace.files.filter((path) => path.endsWith('.md'))
  const declared = namesIn(
    workspace.files
      .filter((path) => path === `${schema}.ts` || path.startsWith(`${schema}/`))
      .map((path) => workspace.read(path))
      .join('\n'),
    /\b[A-Z][A-Z0-9_]+\b/g,
  )
  return [
    ...shipped
      .filter((path) => ![configuration, runsInBrowsers].some((folder) => path.startsWith(folder)))
      .filter((path) => access.test(workspace.read(path)))
      .map((path) => `${path} reads the environment; only ${configuration} may`),
    ...shipped
      .filter((path) => path.startsWith(configuration))
      .flatMap((path) => undeclared(path, namesIn(workspace.read(path), lookup))),
    ...[...shipped, ...pages].flatMap((path) => undeclared(path, namesIn(workspace.read(path), ownName))),
  ]

  function undeclared(path: string, names: ReadonlySet<string>): string[] {
    return [...names]
      .filter((name) => !declared.has(name))
      .map((name) => `${path} names ${name}, which no schema in ${schema} does`)
  }
}

function namesIn(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map(([whole, ...groups]) => groups.find(Boolean) ?? whole))
}

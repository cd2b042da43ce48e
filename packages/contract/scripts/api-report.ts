import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { format, type FormatConfig } from 'oxfmt'

const folder = join(import.meta.dirname, '..')
const workspaceRoot = join(folder, '../..')
const compiler = join(workspaceRoot, 'node_modules/typescript/lib/tsc.js')

/** Where the report is kept. */
export const reportPath = join(folder, 'api-report.d.ts')

const heading = `// What authors of connectors can import, as TypeScript declares it, without comments. A change to this file is a
// change to the contract. \`npm run api-report -w @patchbay/contract\` writes it; do not edit it by hand.
`

/**
 * The public surface: the declarations of every module that an entry point of the package leads to, each as an
 * ambient module, entry points first. The same sources give the same text.
 */
export async function apiReport(): Promise<string> {
  const output = mkdtempSync(join(tmpdir(), 'patchbay-api-report-'))
  try {
    emitDeclarations(output)
    const entries = entryPoints()
    const modules = reachable(output, [...entries.keys()])
    const nameOf = (stem: string): string => entries.get(stem) ?? `#${stem}`
    const blocks = [...modules].map(
      ([stem, text]) => `declare module '${nameOf(stem)}' {\n${ambient(text, stem, nameOf)}}\n`,
    )
    const { ignorePatterns: _ignored, ...style } = JSON.parse(
      readFileSync(join(workspaceRoot, '.oxfmtrc.json'), 'utf8'),
    ) as FormatConfig & { ignorePatterns?: unknown }
    const { code, errors } = await format('api-report.d.ts', [heading, ...blocks].join('\n'), style)
    if (errors.length > 0) throw new Error(`The report cannot be formatted: ${errors[0]?.message}`)
    return code
  } finally {
    rmSync(output, { recursive: true })
  }
}

function emitDeclarations(output: string): void {
  const options = [
    ['--declaration', '--emitDeclarationOnly', '--removeComments'],
    [
      '--declarationMap',
      'false',
      '--composite',
      'false',
      '--incremental',
      'false',
      '--tsBuildInfoFile',
      'null',
    ],
  ].flat()
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', folder, '--outDir', output, ...options],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The contract does not compile:\n${stdout}`)
}

/** Names of the entry points that package.json gives, by their file's stem. */
function entryPoints(): Map<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    exports: Record<string, string | { types: string }>
  }
  return new Map(
    Object.entries(exports).flatMap(([entry, conditions]) =>
      typeof conditions === 'string'
        ? []
        : [[posix.basename(conditions.types, '.d.ts'), posix.join(name, entry)] as const],
    ),
  )
}

/** The declarations of the entry points, then those that they lead to, by name. */
function reachable(output: string, entries: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (stem: string): void => {
    if (found.has(stem)) return
    const text = readFileSync(join(output, `${stem}.d.ts`), 'utf8')
    found.set(stem, text)
    for (const [, specifier = ''] of text.matchAll(relativeImport)) visit(target(stem, specifier))
  }
  for (const entry of entries) visit(entry)
  const others = [...found.keys()].filter((stem) => !entries.includes(stem)).toSorted()
  return new Map([...entries, ...others].map((stem) => [stem, found.get(stem) ?? '']))
}

const relativeImport = /\b(?:from |import\()['"](\.[^'"]+)\.ts['"]/g

const target = (from: string, specifier: string): string => posix.join(posix.dirname(from), specifier)

/** Declarations as they stand inside an ambient module: without `declare`, and importing by module name. */
function ambient(text: string, from: string, nameOf: (stem: string) => string): string {
  return text
    .replaceAll(/^(export )?declare /gm, '$1')
    .replaceAll(relativeImport, (whole, specifier: string) =>
      whole.replace(/['"].*['"]/, `'${nameOf(target(from, specifier))}'`),
    )
}

if (import.meta.main) writeFileSync(reportPath, await apiReport())

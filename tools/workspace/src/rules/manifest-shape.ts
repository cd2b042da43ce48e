import { isDeepStrictEqual } from 'node:util'
import { packagesOf, type Manifest, type Workspace, type WorkspacePackage } from '../workspace.ts'

/** Scripts that a package may have beside the inferred Nx targets, by package. */
const allowedScripts: Readonly<Record<string, readonly string[]>> = { 'packages/contract': ['api-report'] }

// What is imported elsewhere than in our own processes runs on the oldest Node that those who import it may have.
const engines: Readonly<Record<string, string>> = { '@patchbay/client': '>=20.3' }
const usualEngine = '>=22.19'

/** Every package.json says the same things in the same way. */
export function manifestShape(workspace: Workspace): string[] {
  return packagesOf(workspace).flatMap((item) => {
    const faults = [...common(item), ...(item.manifest.private === true ? [] : published(item.manifest))]
    if (item.area === 'plugins') faults.push(...connector(item.manifest))
    if (item.area === 'tools' && item.manifest.private !== true) faults.push('"private" must be true')
    return faults.map((fault) => `${item.root}/package.json: ${fault}`)
  })
}

function* common({ root, area, folder, manifest, files }: WorkspacePackage): Generator<string> {
  const name = area === 'plugins' ? `@patchbay/connector-${folder}` : `@patchbay/${folder}`
  if (manifest.name !== name) yield `"name" must be ${name}`
  if (manifest.type !== 'module') yield '"type" must be module'
  for (const script of Object.keys(manifest.scripts ?? {})) {
    if (!allowedScripts[root]?.includes(script)) yield `the script ${script} belongs into an Nx target`
  }
  const hasTests = files.some((file) => /^test\/.*\.test\.ts$/.test(file))
  const isTap = isDeepStrictEqual(manifest.tap, { extends: '../../.taprc' })
  if (!isTap && (hasTests || manifest.tap !== undefined)) {
    yield '"tap" must be { "extends": "../../.taprc" } and nothing more'
  }
}

function* published({
  name = '',
  license,
  engines: { node } = {},
  files = [],
  exports = {},
  version = '',
}: Manifest): Generator<string> {
  if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) yield '"version" must be a semantic version'
  if (license !== 'Apache-2.0') yield '"license" must be Apache-2.0'
  const engine = engines[name] ?? usualEngine
  if (node !== engine) yield `"engines.node" must be ${engine}`
  for (const file of ['dist', 'src', 'README.md']) {
    if (!files.includes(file)) yield `"files" must name ${file}`
  }
  if (exports['./package.json'] !== './package.json') yield '"exports" must give ./package.json'
  if (exports['.'] === undefined) yield '"exports" must have an entry "."'
  for (const [entry, conditions] of Object.entries(exports)) {
    if (entry !== './package.json' && !isEntry(conditions)) {
      yield `"exports" of ${entry} must be @patchbay/source in src, then types and default in dist`
    }
  }
}

/** Whether the conditions name one module three times, in the order in which they are tried. */
function isEntry(conditions: unknown): boolean {
  const text = JSON.stringify(conditions)
  const stem = /\.\/src\/(.+?)\.ts/.exec(text)?.[1] ?? ''
  const wanted = {
    '@patchbay/source': `./src/${stem}.ts`,
    types: `./dist/${stem}.d.ts`,
    default: `./dist/${stem}.js`,
  }
  return text === JSON.stringify(wanted)
}

function* connector({ patchbay, peerDependencies, dependencies }: Manifest): Generator<string> {
  const range = patchbay?.contract ?? ''
  const peer = peerDependencies?.['@patchbay/contract'] ?? ''
  if (range === '') yield '"patchbay.contract" must be the range of contract versions, such as "1"'
  if (peer === '') yield '"peerDependencies" must name @patchbay/contract'
  if (range !== '' && peer !== '' && majorOf(range) !== majorOf(peer)) {
    yield `"patchbay.contract" (${range}) and the peer @patchbay/contract (${peer}) must mean the same major`
  }
  if (dependencies?.['@patchbay/contract'] !== undefined) {
    yield '@patchbay/contract must be a peer only: a copy of its own would not be the one of the runtime'
  }
}

const majorOf = (range: string): string | undefined => /\d+/.exec(range)?.[0]

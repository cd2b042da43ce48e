import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The files that people write, as the rules see them. Paths are relative to the workspace, with `/`. */
export interface Workspace {
  readonly files: readonly string[]
  read(path: string): string
}

/** The parts of a package.json that rules look at. */
export interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly private?: boolean
  readonly type?: string
  readonly license?: string
  readonly engines?: Readonly<Record<string, string>>
  readonly files?: readonly string[]
  readonly exports?: Readonly<Record<string, unknown>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly tap?: unknown
  readonly patchbay?: { readonly contract?: string }
}

export interface WorkspacePackage {
  /** Such as `plugins/shopify`. */
  readonly root: string
  /** `packages`, `plugins` or `tools`. */
  readonly area: string
  readonly folder: string
  readonly manifest: Manifest
  /** Its files, relative to its root. */
  readonly files: readonly string[]
}

const areas = ['packages', 'plugins', 'tools', 'docs']
const isGenerated = (folder: string): boolean =>
  ['node_modules', 'dist', 'generated'].includes(folder) || folder.startsWith('.')

/** The workspace on disk, without what git ignores. */
export function readWorkspace(root: string): Workspace {
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return isGenerated(entry.name) ? [] : walk(path)
      return entry.isFile() ? [relative(root, path).replaceAll('\\', '/')] : []
    })
  const atTheTop = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  )
  const below = areas.map((area) => join(root, area)).filter(existsSync)
  return {
    files: [...atTheTop, ...below.flatMap(walk)].sort(),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  }
}

export function packagesOf(workspace: Workspace): WorkspacePackage[] {
  return workspace.files
    .filter((path) => /^(packages|plugins|tools)\/[^/]+\/package\.json$/.test(path))
    .map((path) => {
      const root = dirname(path)
      const [area = '', folder = ''] = root.split('/')
      const manifest = JSON.parse(workspace.read(path)) as Manifest
      const files = workspace.files.flatMap((file) =>
        file.startsWith(`${root}/`) ? [file.slice(root.length + 1)] : [],
      )
      return { root, area, folder, manifest, files }
    })
}

/** Whether a file is code, by its name. */
export function isCode(path: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path)
}

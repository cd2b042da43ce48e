import { posix } from 'node:path'
import type { Edge } from './boundaries.ts'
import { importsOf, packageOf } from './imports.ts'
import { isCode, packagesOf, type Workspace, type WorkspacePackage } from './workspace.ts'

interface TypeScriptConfiguration {
  readonly references?: ReadonlyArray<{ readonly path: string }>
}

/** What is under src/ is shipped; tests, scripts and configuration serve development only. */
const useOf = (file: string): Edge['use'] => (file.startsWith('src/') ? 'shipped' : 'development')

/** Edges that package.json files declare. */
export function declaredEdges(workspace: Workspace): Edge[] {
  const packages = packagesOf(workspace)
  const rootOf = new Map(packages.map(({ manifest, root }) => [manifest.name, root]))
  return packages.flatMap(({ root, manifest }) => {
    const sections = [
      ['dependencies', 'shipped'],
      ['peerDependencies', 'shipped'],
      ['optionalDependencies', 'shipped'],
      ['devDependencies', 'development'],
    ] as const
    return sections.flatMap(([section, use]) =>
      Object.keys(manifest[section] ?? {}).flatMap((name) => {
        const to = rootOf.get(name)
        return to === undefined ? [] : [{ from: root, to, use, where: `${section} in package.json` }]
      }),
    )
  })
}

/** Edges that imports make. Neither tsc nor Node stops these: npm links every package where all can see it. */
export function importEdges(workspace: Workspace): Edge[] {
  const packages = packagesOf(workspace)
  const rootOf = new Map(packages.map(({ manifest, root }) => [manifest.name, root]))
  return packages.flatMap((importer) =>
    importsIn(workspace, importer).flatMap(({ file, specifier }) => {
      const to = specifier.startsWith('.')
        ? packages.find(({ root }) => isInside(target(importer, file, specifier), root))?.root
        : rootOf.get(packageOf(specifier))
      if (to === undefined || to === importer.root) return []
      return [{ from: importer.root, to, use: useOf(file), where: `${file} imports '${specifier}'` }]
    }),
  )
}

/** Edges that the project references of TypeScript make. */
export function referenceEdges(workspace: Workspace): Edge[] {
  return packagesOf(workspace).flatMap(({ root, files }) => {
    if (!files.includes('tsconfig.json')) return []
    const { references = [] } = JSON.parse(workspace.read(`${root}/tsconfig.json`)) as TypeScriptConfiguration
    return references.map(({ path }) => ({
      from: root,
      to: posix.join(root, path),
      use: 'shipped' as const,
      where: `references in tsconfig.json`,
    }))
  })
}

/** Imports by a path that leaves the package. Not even an allowed package is reached that way. */
export function trespasses(workspace: Workspace): string[] {
  return packagesOf(workspace).flatMap((importer) =>
    importsIn(workspace, importer).flatMap(({ file, specifier }) =>
      specifier.startsWith('.') && !isInside(target(importer, file, specifier), importer.root)
        ? [`${importer.root}/${file} must import by the name of a package, not by '${specifier}'`]
        : [],
    ),
  )
}

/** Imports of packages, ours or others, that the importer's package.json does not declare for that use. */
export function undeclaredImports(workspace: Workspace): string[] {
  const rootManifest = JSON.parse(workspace.read('package.json')) as WorkspacePackage['manifest']
  return packagesOf(workspace).flatMap((importer) => {
    const {
      name = '',
      dependencies,
      peerDependencies,
      optionalDependencies,
      devDependencies,
    } = importer.manifest
    const shipped = { ...dependencies, ...peerDependencies, ...optionalDependencies, [name]: '' }
    const development = { ...shipped, ...devDependencies, ...rootManifest.devDependencies }
    return importsIn(workspace, importer).flatMap(({ file, specifier }) => {
      const imported = packageOf(specifier)
      const declared = useOf(file) === 'shipped' ? shipped : development
      if (imported === undefined || Object.hasOwn(declared, imported)) return []
      return [`${importer.root}/${file} imports '${specifier}', which its package.json does not declare`]
    })
  })
}

function importsIn(workspace: Workspace, { root, files }: WorkspacePackage) {
  return files
    .filter(isCode)
    .flatMap((file) => importsOf(workspace.read(`${root}/${file}`)).map((specifier) => ({ file, specifier })))
}

const target = ({ root }: WorkspacePackage, file: string, specifier: string): string =>
  posix.join(root, posix.dirname(file), specifier)

const isInside = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`)

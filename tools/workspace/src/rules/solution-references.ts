import { packagesOf, type Workspace } from '../workspace.ts'

/** `tsc -b` at the root builds every package that is built, each once, and nothing that is gone. */
export function solutionReferences(workspace: Workspace): string[] {
  const { references } = JSON.parse(workspace.read('tsconfig.json')) as {
    references: ReadonlyArray<{ path: string }>
  }
  const referenced = references.map(({ path }) => path)
  const built = packagesOf(workspace)
    .filter(({ area, files }) => area !== 'tools' && files.includes('tsconfig.json'))
    .map(({ root }) => root)
  return [
    ...built
      .filter((root) => !referenced.includes(root))
      .map((root) => `tsconfig.json does not reference ${root}`),
    ...referenced
      .filter((path) => !built.includes(path))
      .map((path) => `tsconfig.json references ${path}, which is no package that is built`),
    ...referenced
      .filter((path, index) => referenced.indexOf(path) !== index)
      .map((path) => `tsconfig.json references ${path} twice`),
  ]
}

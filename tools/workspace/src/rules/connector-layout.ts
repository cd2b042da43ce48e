import { packagesOf, type Workspace } from '../workspace.ts'

/** A connector's folder has the parts that readers, the runtime and npm look for. */
export function connectorLayout(workspace: Workspace): string[] {
  return packagesOf(workspace)
    .filter(({ area }) => area === 'plugins')
    .flatMap(({ root, files }) => {
      const missing = ['README.md', 'tsconfig.json', 'src/index.ts'].filter((file) => !files.includes(file))
      if (!files.some((file) => /^test\/.*\.test\.ts$/.test(file))) missing.push('test/*.test.ts')
      return missing.map((file) => `${root} has no ${file}`)
    })
}

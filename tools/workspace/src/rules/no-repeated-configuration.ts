import { packagesOf, type Workspace, type WorkspacePackage } from '../workspace.ts'

const toolFiles =
  /^(?:\.taprc|\.oxlintrc.*|oxlint\.config\..*|\.oxfmtrc.*|\.eslintrc.*|eslint\.config\..*|\.prettierrc.*|\.npmrc|package-lock\.json|project\.json|nx\.json|tsconfig\..+\.json)$/

/** A package is configured at the root of the repository. It holds a package.json and a two-line tsconfig.json. */
export function noRepeatedConfiguration(workspace: Workspace): string[] {
  return packagesOf(workspace).flatMap((item) => [
    ...item.files
      .filter((file) => toolFiles.test(file.split('/').at(-1) ?? ''))
      .map((file) => `${item.root}/${file} repeats what the root of the repository configures`),
    ...(item.files.includes('tsconfig.json') ? tsconfig(workspace, item) : []),
  ])
}

function* tsconfig(workspace: Workspace, { root, files }: WorkspacePackage): Generator<string> {
  // What Vite bundles runs in a browser.
  const wanted = files.includes('vite.config.ts') ? 'tsconfig.browser.json' : 'tsconfig.base.json'
  const path = `${root}/tsconfig.json`
  const {
    extends: base,
    references: _references,
    ...others
  } = JSON.parse(workspace.read(path)) as {
    extends?: unknown
    references?: unknown
  }
  if (base !== `../../${wanted}`) yield `${path} must extend ../../${wanted}`
  for (const key of Object.keys(others))
    yield `${path} must not have "${key}": ${wanted} holds what all share`
}

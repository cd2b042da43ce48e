import { join } from 'node:path'
import { generateFiles, readJson, updateJson, type GeneratorCallback, type Tree } from '@nx/devkit'
import { checkId } from './check-id.ts'
import { linkPackage } from './link-package.ts'

export interface ConnectorOptions {
  readonly id: string
}

interface Solution {
  readonly references: ReadonlyArray<{ readonly path: string }>
}

/**
 * Writes a working connector to plugins/<id>, to be replaced part by part. Outside that folder only the
 * solution's tsconfig.json changes, and the lockfile once npm has been told.
 */
export default function connector(tree: Tree, { id }: ConnectorOptions): GeneratorCallback {
  checkId(tree, id)
  const root = `plugins/${id}`
  const contract = versionOf(tree, 'packages/contract')
  generateFiles(tree, join(import.meta.dirname, 'files'), root, {
    id,
    title: titleOf(id),
    contract,
    contractMajor: contract.split('.')[0],
    testkit: versionOf(tree, 'packages/testkit'),
    tmpl: '',
  })
  updateJson<Solution, Solution>(tree, 'tsconfig.json', ({ references, ...rest }) => ({
    ...rest,
    references: [...references, { path: root }].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  }))
  return () => linkPackage(tree.root, id)
}

const versionOf = (tree: Tree, root: string): string =>
  readJson<{ version: string }>(tree, `${root}/package.json`).version

/** `acme-mail` is `Acme Mail`. */
const titleOf = (id: string): string =>
  id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
